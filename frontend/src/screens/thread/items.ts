/** What stands in a thread, line by line: days, the new-messages line, entries, what waits to leave. */
import type { Entry, MessageBody } from "../../protocol";
import { bodyOf, isVersion } from "../../store/aftermath";
import type { Pending, Thread } from "../../store/thread";
import { minutesBetween, sameDay } from "../times";

/** Consecutive messages of one person within this many minutes share one head. */
const ONE_BREATH = 5;
/** Written this much before it arrived: the message says so. */
const LATE = 2;

export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "more"; key: "before" | "after" }
  | { kind: "new"; key: string; count: number }
  | { kind: "entry"; key: string; entry: Entry; body: MessageBody | null; own: boolean; head: boolean; receipts: boolean }
  | { kind: "pending"; key: string; pending: Pending; head: boolean; behind: boolean };

export const NEW_LINE = "new";

/** `fresh`: how many messages were unread when the thread was opened. */
export function itemsOf(thread: Thread, me: string, fresh: number): Item[] {
  const items: Item[] = thread.moreBefore ? [{ kind: "more", key: "before" }] : [];
  const firstUnread = thread.firstUnread ?? Infinity;
  let before: Spoken | null = null;
  let marked = false;
  for (const entry of thread.entries.filter(stands)) {
    if (!before || !sameDay(before.at, entry.at)) {
      items.push({ kind: "day", key: `day-${entry.seq}`, at: entry.at });
      before = null;
    }
    if (entry.seq >= firstUnread && !marked) {
      items.push({ kind: "new", key: NEW_LINE, count: fresh });
      marked = true;
      before = null;
    }
    const said = spoken(entry);
    const own = entry.party === me;
    const body = isVersion(entry) ? bodyOf(entry) : null;
    items.push({
      kind: "entry",
      key: keyOf(entry, own),
      entry,
      body,
      own,
      // Who asks is always named.
      head: isLate(entry) || body?.request != null || !goesOn(before, said),
      receipts: thread.receipts?.seq === entry.seq,
    });
    before = said;
  }
  if (thread.moreAfter) items.push({ kind: "more", key: "after" });
  return items.concat(waiting(thread.pending, before, me));
}

/** What a message or a letter tells of itself: who has taken it into account, whom it reached. */
const TOLD_THERE = new Set(["message_taken", "taking_undone", "receipt_given"]);

/** A correction in place is told by what it corrects; that a letter did not arrive, by itself too, or
 * that nobody will know: of what is still tried, there is no reason. */
function stands({ what }: Entry): boolean {
  if (what.type === "message_corrected") return !what.in_place;
  return what.type === "letter_state_changed" ? what.state === "failed" || (what.state === "unknown" && what.reason !== "") : !TOLD_THERE.has(what.type);
}

export function isLate(entry: Entry): boolean {
  return entry.composed_at !== null && minutesBetween(entry.composed_at, entry.at) > LATE;
}

/** My message keeps its key when it leaves the outbox: the block on the screen stays the same. */
function keyOf(entry: Entry, own: boolean): string {
  return own && entry.what.type === "message_posted" ? entry.what.client_id : `seq-${entry.seq}`;
}

function waiting(pending: Pending[], last: Spoken | null, me: string): Item[] {
  let before = last;
  let latest = last?.at;
  let behind = false;
  return pending.flatMap((message) => {
    const said = { party: me, at: message.composed_at, system: false };
    // What waits since Friday's last words was not written on Friday.
    const newDay = latest !== undefined && !sameDay(latest, said.at);
    const day: Item[] = newDay ? [{ kind: "day", key: `day-${message.id}`, at: said.at }] : [];
    if (newDay) before = null;
    latest = said.at;
    const head = message.state === "failed" || !goesOn(before, said);
    const item: Item = { kind: "pending", key: message.id, pending: message, head, behind };
    behind ||= message.state === "failed";
    before = message.state === "failed" ? null : said;
    return [...day, item];
  });
}

type Spoken = { party: string | null; at: string; system: boolean };

/** Two who speak as one role are told apart. */
function spoken(entry: Entry): Spoken {
  return { party: entry.hand?.id ?? entry.party, at: entry.at, system: !isVersion(entry) };
}

function goesOn(before: Spoken | null, said: Spoken): boolean {
  return before !== null && !before.system && before.party === said.party && minutesBetween(before.at, said.at) <= ONE_BREATH;
}
