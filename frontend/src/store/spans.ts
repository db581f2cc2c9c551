/** Which spans say what was displayed: contiguous entries as one. Pure. */
import type { Entry } from "../protocol";
import { countsFor } from "./comings";

/** Is it one that asks to be seen by me? Mine and system lines do not. */
export function asksToBeSeen(entry: Entry, me: string): boolean {
  return entry.party !== me && countsFor(entry, me);
}

/** Entries that do not ask to be seen neither break a span nor begin or end one. */
export function spansOf(shown: ReadonlySet<number>, entries: readonly Entry[], me: string): [number, number][] {
  const spans: [number, number][] = [];
  let open: [number, number] | null = null;
  let before: number | null = null;
  for (const entry of entries) {
    if (before !== null && entry.seq !== before + 1) open = null; // something between that I may not see
    before = entry.seq;
    if (!asksToBeSeen(entry, me)) continue;
    if (!shown.has(entry.seq)) open = null;
    else if (open) open[1] = entry.seq;
    else spans.push((open = [entry.seq, entry.seq]));
  }
  return spans;
}

/** Messages jumped over: they ask to be seen, were not, and something after them was. */
export function countNotBrowsed(
  entries: readonly Entry[],
  reach: { readUpto: number; unread: number; lastSeq: number; moreAfter: boolean },
  seen: ReadonlySet<number>,
  me: string,
): number {
  const ahead = [...seen].filter((seq) => seq > reach.readUpto);
  const lastSeen = Math.max(0, ...ahead);
  if (!ahead.length || !reach.unread) return 0;
  const asking = entries.filter((entry) => entry.seq > reach.readUpto && asksToBeSeen(entry, me));
  const holdsAll = (entries[0]?.seq ?? Infinity) <= reach.readUpto + 1 && (entries.at(-1)?.seq ?? 0) >= lastSeen;
  if (holdsAll) return asking.filter(({ seq }) => seq < lastSeen && !seen.has(seq)).length;
  if (reach.unread > 99) return reach.unread;
  const below = reach.moreAfter ? reach.lastSeq - lastSeen : asking.filter(({ seq }) => seq > lastSeen).length;
  return Math.max(0, reach.unread - ahead.length - below);
}
