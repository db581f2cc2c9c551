import { expect, test } from "vitest";
import type { Entry, LetterState } from "../../protocol";
import { NOTHING } from "../../store/along";
import { body } from "../../store/cast.testing";
import type { Pending, Thread } from "../../store/thread";
import { itemsOf } from "./items";

const minute = (n: number) => new Date(2026, 10, 23, 8, n).toISOString();

function said(seq: number, party: string, at = minute(seq), composed_at: string | null = null): Entry {
  return {
    seq,
    at,
    composed_at,
    hand: null,
    party,
    counts: true,
    what: { type: "message_posted", ...body({ message: `m${seq}`, client_id: `k${seq}`, text: "…" }) },
  };
}

function thread(entries: Entry[], more: Partial<Thread> = {}): Thread {
  return {
    id: "c",
    status: "ready",
    problem: null,
    row: null,
    members: [],
    visible: [[1, null]],
    entries,
    moreBefore: false,
    moreAfter: false,
    lastSeq: entries.length,
    firstUnread: null,
    notBrowsed: 0,
    receipts: null,
    closed: null,
    reported: [],
    ins: null,
    awaited: [],
    pending: [],
    ...more,
  };
}

const waiting = (id: string, state: Pending["state"]): Pending => ({
  id,
  text: "…",
  along: NOTHING,
  composed_at: minute(30),
  state,
  attempts: 0,
  problem: null,
});
const heads = (given: Thread) => itemsOf(given, "camille", 0).flatMap((item) => ("head" in item ? [item.head] : []));
const kinds = (given: Thread) => itemsOf(given, "camille", 0).map((item) => item.kind);

test("consecutive messages of one person within five minutes share one head", () => {
  expect(heads(thread([said(1, "nadia"), said(2, "nadia"), said(3, "hugo"), said(4, "nadia")]))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(heads(thread([said(1, "nadia"), said(2, "nadia", minute(7))]))).toEqual([true, true]);
});

test("what is uncertain stands by itself once nothing more is tried, as what did not arrive does", () => {
  const told = (seq: number, state: LetterState["state"], reason: string): Entry => ({
    ...said(seq, "camille"),
    party: null,
    what: { type: "letter_state_changed", about: 1, recipient: 1, state, at: minute(seq), reason },
  });
  const given = [told(1, "unknown", ""), told(2, "unknown", "Personne ne sait."), told(3, "sent", ""), told(4, "failed", "Boîte pleine")];
  expect(itemsOf(thread(given), "camille", 0).flatMap((item) => (item.kind === "entry" ? [item.entry.seq] : []))).toEqual([2, 4]);
});

test("each day has its line, and a head after it", () => {
  const tuesday = new Date(2026, 10, 24, 0, 1).toISOString();
  const monday = new Date(2026, 10, 23, 23, 59).toISOString();
  const given = thread([said(1, "nadia", monday), said(2, "nadia", tuesday)]);
  expect(kinds(given)).toEqual(["day", "entry", "day", "entry"]);
  expect(heads(given)).toEqual([true, true]);
});

test("the new-messages line stands once, before the first that is unread", () => {
  const given = thread([said(1, "nadia"), said(2, "nadia"), said(3, "nadia")], { firstUnread: 2 });
  expect(kinds(given)).toEqual(["day", "entry", "new", "entry", "entry"]);
});

test("a message written long before it arrived says so under its own head", () => {
  expect(heads(thread([said(1, "nadia"), said(2, "nadia", minute(3), minute(0))]))).toEqual([true, true]);
});

test("what waits behind a failed message knows it, and is not taken for its sequel", () => {
  const items = itemsOf(thread([], { pending: [waiting("a", "failed"), waiting("b", "waiting")] }), "camille", 0);
  expect(items.map((item) => item.kind === "pending" && [item.behind, item.head])).toEqual([
    [false, true],
    [true, true],
  ]);
});

test("what waits stands under the day it was written", () => {
  const friday = new Date(2026, 10, 20, 17, 0).toISOString();
  const given = thread([said(1, "camille", friday)], { pending: [waiting("a", "waiting"), waiting("b", "waiting")] });
  expect(kinds(given)).toEqual(["day", "entry", "day", "pending", "pending"]);
  expect(heads(given)).toEqual([true, true, false]);
});

test("my message keeps its key when it leaves the outbox", () => {
  const [, sent] = itemsOf(thread([said(1, "camille")]), "camille", 0);
  const [pending] = itemsOf(thread([], { pending: [waiting("k1", "sending")] }), "camille", 0);
  expect(sent?.key).toBe(pending?.key);
});

test("another person's same name for a message is another key", () => {
  const keys = itemsOf(thread([said(1, "nadia"), said(2, "camille")]), "camille", 0).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
