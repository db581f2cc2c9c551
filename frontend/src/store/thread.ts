/** The open conversation: opened at the first unread, a bounded stretch of it held, kept up to date. */
import { computed, effect } from "@preact/signals";
import { get } from "../net/api";
import type { Closing, Entry, Ins, Member, Ranges, Readers, Receipts, ReportedError, Row } from "../protocol";
import type { Awaited } from "./awaited";
import { entriesOf, PAGE, setPage, show, type Which } from "./following";
import { entriesHere, type Here, here, openedOf } from "./here";
import { rowOf } from "./inbox";
import { askWhenStored, type Pending, pendingIn } from "./outbox";
import { route } from "./route";
import { comesIntoSight, leavesSight, seenHere } from "./seeing";
import { countNotBrowsed } from "./spans";
import { me, mine } from "./state";
import { bounded, endSeq, firstSeq, joined, withFollowing, withPreceding } from "./window";

export { retryThread } from "./following";
export type { Pending };
export type Thread = {
  id: string;
  status: Here["status"];
  problem: string | null;
  row: Row | null;
  members: Member[];
  visible: Ranges;
  entries: Entry[];
  moreBefore: boolean;
  moreAfter: boolean;
  lastSeq: number;
  firstUnread: number | null;
  notBrowsed: number;
  receipts: Receipts | null;
  closed: Closing | null;
  /** Of my messages, what somebody says is wrong. */
  reported: ReportedError[];
  ins: Ins | null;
  awaited: Awaited;
  pending: Pending[];
};

export const thread = computed<Thread | null>(() => {
  const now = here.value;
  if (now === null) return null;
  const { id, status, problem, firstUnread } = now;
  const page = now.opened?.page;
  const view = now.opened?.view;
  return {
    id,
    status,
    problem,
    firstUnread,
    row: view?.row ?? rowOf(id) ?? null,
    members: view?.members ?? [],
    visible: page?.visible ?? [],
    entries: page?.entries ?? [],
    moreBefore: page?.more_before ?? false,
    moreAfter: page?.more_after ?? false,
    lastSeq: page?.last_seq ?? 0,
    notBrowsed: notBrowsedIn(now),
    receipts: view?.receipts ?? null,
    closed: view?.closed ?? null,
    reported: view?.reported ?? [],
    ins: view?.ins ?? null,
    awaited: view?.awaited ?? [],
    pending: notArrived(pendingIn(id), page?.entries ?? []),
  };
});

export const older = once(async () => {
  const now = here.peek();
  if (!now?.opened?.page.more_before) return nothing;
  const got = await entriesOf(now.id, { before: firstSeq(now.opened.page), limit: PAGE });
  return () => setPage(now.id, (page) => bounded(withPreceding(page, got), "after"));
});

export const newer = once(async () => {
  const now = here.peek();
  if (!now?.opened?.page.more_after) return nothing;
  const got = await entriesOf(now.id, { after: endSeq(now.opened.page), limit: PAGE });
  return () => setPage(now.id, (page) => bounded(withFollowing(page, got), "before"));
});

/** Loads around it if it is not held. */
export async function jumpTo(seq: number): Promise<void> {
  const now = here.peek();
  if (!now?.opened || entriesHere().some((entry) => entry.seq === seq)) return;
  await jump(now.id, { around: seq, limit: PAGE });
}

/** Without seeing what lies between. */
export async function jumpToEnd(): Promise<void> {
  const now = here.peek();
  if (now?.opened?.page.more_after) await jump(now.id, { limit: PAGE });
}

export function readers(conversation: string, seq: number): Promise<Readers> {
  return get("/api/conversations/{conversation}/entries/{seq}/readers", { path: { conversation, seq } });
}

/** The view says when the END of an entry comes into sight, and when it goes. */
export const displayed = comesIntoSight;
export const hidden = leavesSight;

/** Show the conversation of the route. */
export function watchThread(): void {
  effect(() => {
    const conversation = me.value ? route.value.conversation : null;
    if (conversation !== (here.peek()?.id ?? null)) show(conversation);
  });
  askWhenStored((conversation) => openedOf(conversation)?.page.more_after === false);
}

async function jump(id: string, which: Which): Promise<void> {
  try {
    const got = await entriesOf(id, which);
    setPage(id, (page) => joined(page, got));
  } catch {
    // One stays where one was.
  }
}

function nothing(): void {}

/**
 * One at a time: a scroll asks many times. It is over before what it got is drawn, which may leave one
 * so near the edge that more is asked for. What fails stays as it was; the next scroll asks again.
 */
function once(ask: () => Promise<() => void>): () => Promise<void> {
  let under: Promise<void> | null = null;
  const over = (put = nothing): void => {
    under = null;
    put();
  };
  return () => (under ??= ask().then(over, () => over()));
}

/** An entry of mine may be there before its answer: it is not shown twice. */
function notArrived(pending: Pending[], entries: readonly Entry[]): Pending[] {
  if (!pending.length) return pending;
  const there = new Set(entries.map(({ what }) => (what.type === "message_posted" ? what.client_id : "")));
  return pending.filter(({ id }) => !there.has(id));
}

function notBrowsedIn({ opened }: Here): number {
  if (!opened) return 0;
  const { place } = opened.view.row;
  const { entries, last_seq, more_after } = opened.page;
  const reach = { readUpto: place.read_upto, unread: place.unread, lastSeq: last_seq, moreAfter: more_after };
  return countNotBrowsed(entries, reach, seenHere.value, mine());
}
