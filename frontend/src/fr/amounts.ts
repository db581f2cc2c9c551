/** How many, in French. */

/** « 1 message », « 2 messages »; French counts zero as one. */
export function many(count: number, one: string, more: string): string {
  return `${shown(count)}\u00a0${count < 2 ? one : more}`;
}

/** The same for what is known to the last one. */
export function exactly(count: number, one: string, more: string): string {
  return `${count}\u00a0${count < 2 ? one : more}`;
}

/** Counts stop at 100. */
export function shown(count: number): string {
  return count > 99 ? "99+" : String(count);
}

export function amount(messages: number, files: number): string {
  const said = exactly(messages, "message", "messages");
  return files > 0 ? `${said}, ${exactly(files, "pièce jointe", "pièces jointes")}` : said;
}
