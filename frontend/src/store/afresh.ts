/**
 * One reading at a time. Asked for meanwhile, another follows: the one under way may have been answered
 * before what made somebody ask.
 */
export function afresh(read: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  let next: Promise<boolean> | null = null;

  function ask(): Promise<boolean> {
    if (running) {
      next ??= running.then(() => {
        next = null;
        return ask();
      });
      return next;
    }
    running = read().finally(() => (running = null));
    return running;
  }
  return ask;
}
