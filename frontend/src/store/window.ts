/** The stretch of entries that is held: contiguous and bounded. Pure. */
import type { EntriesPage } from "../protocol";
import { withAftermath } from "./aftermath";
import { nextVisible } from "./ranges";

export const MOST = 400;

export function firstSeq(page: EntriesPage): number {
  return page.entries[0]?.seq ?? page.last_seq + 1;
}

export function endSeq(page: EntriesPage): number {
  return page.entries.at(-1)?.seq ?? page.last_seq;
}

/** With what follows, asked after its end. */
export function withFollowing(page: EntriesPage, got: EntriesPage): EntriesPage {
  const end = endSeq(page);
  // What was missed may have changed what is held: a correction, a masking.
  const missed = got.entries.filter(({ seq }) => seq > end);
  const entries = [...missed.reduce(withAftermath, page.entries), ...missed];
  const last_seq = Math.max(page.last_seq, got.last_seq);
  // News may have come while this was on its way: the answer did not know of it.
  const more_after = got.more_after || Math.max(end, endSeq(got)) < last_seq;
  return { ...page, entries, more_after, last_seq, visible: got.visible };
}

/** With what comes before, asked before its start. */
export function withPreceding(page: EntriesPage, got: EntriesPage): EntriesPage {
  const start = firstSeq(page);
  const entries = [...got.entries.filter(({ seq }) => seq < start), ...page.entries];
  return { ...page, entries, more_before: got.more_before };
}

/** Another stretch: joined to this one when they touch, else in its place. */
export function joined(page: EntriesPage, got: EntriesPage): EntriesPage {
  const last_seq = Math.max(page.last_seq, got.last_seq);
  if (touches(page, got)) return { ...withFollowing(page, got), last_seq };
  if (touches(got, page)) return { ...withFollowing(got, page), last_seq };
  return { ...got, last_seq, more_after: got.more_after || endSeq(got) < last_seq };
}

/** Does the second begin within the first, or right after it? */
function touches(one: EntriesPage, other: EntriesPage): boolean {
  const start = firstSeq(other);
  const next = nextVisible(one.visible, endSeq(one));
  return firstSeq(one) <= start && next !== null && start <= next;
}

/** Never more than MOST entries: those farthest from what is being read are let go. */
export function bounded(page: EntriesPage, letGo: "before" | "after"): EntriesPage {
  if (page.entries.length <= MOST) return page;
  if (letGo === "before") return { ...page, entries: page.entries.slice(-MOST), more_before: true };
  return { ...page, entries: page.entries.slice(0, MOST), more_after: true };
}
