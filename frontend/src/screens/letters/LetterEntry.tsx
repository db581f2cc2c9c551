import type { Entry } from "../../protocol";
import type { Thread } from "../../store/thread";
import { LetterPaper } from "./LetterPaper";
import { Undelivered } from "./Undelivered";

/** What a courrier's thread shows of an entry of its own. */
export function LetterEntry({ entry, thread }: { entry: Entry; thread: Thread }) {
  const { what } = entry;
  if (what.type === "letter_exchanged") return <LetterPaper entry={entry} letter={what} thread={thread} />;
  return what.type === "letter_state_changed" ? <Undelivered entry={entry} what={what} thread={thread} /> : null;
}
