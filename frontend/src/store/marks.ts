/** My own marks on a conversation. Each returns null when done, or the server's sentence. */
import { post, Refusal } from "../net/api";
import type { Mark } from "../protocol";
import { threadHears } from "./following";
import { openedOf } from "./here";
import { listHears, rowOf } from "./inbox";
import { go, route } from "./route";

export function favourite(c: string, on: boolean): Promise<string | null> {
  return mark(c, { do: "favourite", on });
}

/** The conversation itself, or one of its messages. */
export function todo(c: string, on: boolean, seq?: number): Promise<string | null> {
  return mark(c, { do: "todo", on, seq: seq ?? null });
}

let known = { conversation: "", seq: 0 };

/** Refused when somebody has said something this page does not know of. */
export function archive(c: string, keep = false): Promise<string | null> {
  // « Garder archivée » comes when it has left the list: what was known then still is what is known.
  if (!keep || known.conversation !== c) known = { conversation: c, seq: lastSeqOf(c) };
  return mark(c, { do: "archive", known_seq: known.seq, keep });
}

export function unarchive(c: string): Promise<string | null> {
  return mark(c, { do: "unarchive" });
}

/** To the end, without « vu ». */
export function markRead(c: string): Promise<string | null> {
  return mark(c, { do: "read", upto: Math.max(1, lastSeqOf(c)) });
}

/** The conversation closes, so that it is not read again by itself. */
export async function markUnread(c: string, fromSeq: number): Promise<string | null> {
  const refusal = await mark(c, { do: "unread", from_seq: fromSeq });
  if (refusal === null && route.peek().conversation === c) go({ conversation: null });
  return refusal;
}

export async function mark(conversation: string, given: Mark): Promise<string | null> {
  try {
    const changed = await post("/api/conversations/{conversation}/marks", { path: { conversation }, body: given });
    listHears(changed);
    threadHears(changed);
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

/** What this page knows: in the thread, or else as the list says. */
function lastSeqOf(conversation: string): number {
  return openedOf(conversation)?.page.last_seq ?? rowOf(conversation)?.last_seq ?? 0;
}
