/** What was found in a file is told once, and may be lost: while one is looked at, the page asks. */
import { bodyOf } from "./aftermath";
import { checking, withFile } from "./files";
import { entriesOf, setPage } from "./following";
import { entriesHere, here } from "./here";

/** Called at each sign of life of the server. A failure waits for the next one. */
export async function recheckFiles(): Promise<void> {
  const id = here.peek()?.id;
  const waiting = checking(entriesHere());
  if (!id || waiting.length === 0) return;
  const pages = await Promise.all(waiting.map(({ seq }) => entriesOf(id, { around: seq, limit: 1 }).catch(() => null)));
  const files = pages.flatMap((page) => page?.entries ?? []).flatMap((entry) => bodyOf(entry)?.files ?? []);
  setPage(id, (page) => ({ ...page, entries: files.reduce(withFile, page.entries) }));
}
