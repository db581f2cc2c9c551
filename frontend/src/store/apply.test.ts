import { expect, test } from "vitest";
import type { ReceiptsChanged, UnreadChanged } from "../protocol";
import { apply, isGap } from "./apply";
import { at, camille, happened, hugo, message, nadia, opened, opening, OTHER_ROOM, page, ROOM, row } from "./cast.testing";

const start = opened([opening(camille), message(2, nadia)]);

test("a message from nadia joins the end of the thread and its row", () => {
  const after = apply(start, happened(message(3, nadia)), camille.id);
  expect(after.page.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(after.page.last_seq).toBe(3);
  expect(after.view.row.last).toEqual({
    seq: 3,
    root: 3,
    at: at(3),
    party: nadia.id,
    text: "message 3",
    state: "said",
    files: 0,
    added: false,
  });
  expect(after.view.row.content_at).toBe(at(3));
});

test("the same message told twice changes nothing", () => {
  const once = apply(start, happened(message(3, nadia)), camille.id);
  expect(apply(once, happened(message(3, nadia)), camille.id)).toBe(once);
});

test("a message of another conversation changes nothing", () => {
  expect(apply(start, happened(message(3, nadia), OTHER_ROOM), camille.id)).toBe(start);
});

test("when something is missing, what came is not shown out of its place", () => {
  const after = apply(start, happened(message(4, nadia)), camille.id);
  expect(isGap(start.page, 4)).toBe(true);
  expect(after.page.entries.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(after.page.more_after).toBe(true);
  expect(after.page.last_seq).toBe(4);
});

test("what camille may not see is no gap", () => {
  const given = opened([message(40, nadia)], { page: { visible: [[1, 40], [60, null]] } });
  expect(isGap(given.page, 60)).toBe(false);
  expect(isGap(given.page, 61)).toBe(true);
  expect(apply(given, happened(message(50, nadia)), camille.id)).toBe(given);
  expect(apply(given, happened(message(60, nadia)), camille.id).page.entries.map(({ seq }) => seq)).toEqual([40, 60]);
});

test("to somebody who reads far above, a new message only moves the end", () => {
  const above = opened([opening(camille), message(2, nadia)], { page: { more_after: true, last_seq: 90 } });
  const after = apply(above, happened(message(91, nadia)), camille.id);
  expect(after.page.entries).toBe(above.page.entries);
  expect(after.page.last_seq).toBe(91);
});

test("what camille says is read by her, and nobody has seen it yet", () => {
  const after = apply(start, happened(message(3, camille)), camille.id);
  expect(after.view.receipts).toEqual({ seq: 3, readers: 2, seen: [], delivered: [] });
  expect(after.view.row.place.read_upto).toBe(3);
});

test("a message brings an archived conversation back, unless it was to stay archived", () => {
  const archived = opened([opening(camille)], { view: { row: row({ place: { archived: true } }) } });
  expect(apply(archived, happened(message(2, nadia)), camille.id).view.row.place.archived).toBe(false);
  const kept = opened([opening(camille)], { view: { row: row({ place: { archived: true, keep_archived: true } }) } });
  expect(apply(kept, happened(message(2, nadia)), camille.id).view.row.place.archived).toBe(true);
});

const mine = apply(start, happened(message(3, camille)), camille.id);

function receipts(news: Partial<ReceiptsChanged>): ReceiptsChanged {
  return { type: "receipts", conversation: ROOM, seen: [], delivered: [], ...news };
}

test("nadia has it, then has seen it: she is in one group only", () => {
  const held = apply(mine, receipts({ delivered: [{ party: nadia.id, upto: 3 }] }), camille.id);
  expect(held.view.receipts?.delivered).toEqual([nadia.id]);
  const seen = apply(held, receipts({ seen: [{ party: nadia.id, from_seq: 2, to_seq: 3, at: at(5), hand: null }] }), camille.id);
  expect(seen.view.receipts).toMatchObject({ seen: [{ party: nadia.id, at: at(5), hand: null }], delivered: [] });
  expect(apply(seen, receipts({ delivered: [{ party: nadia.id, upto: 3 }] }), camille.id)).toEqual(seen);
});

test("of two devices the earliest time stays", () => {
  const span = { party: hugo.id, from_seq: 3, to_seq: 3, hand: null };
  const seen = apply(mine, receipts({ seen: [{ ...span, at: at(9) }, { ...span, at: at(6) }] }), camille.id);
  expect(apply(seen, receipts({ seen: [{ ...span, at: at(8) }] }), camille.id).view.receipts?.seen).toEqual([
    { party: hugo.id, at: at(6), hand: null },
  ]);
});

test("a span that ends before my message does not say it was seen", () => {
  const after = apply(mine, receipts({ seen: [{ party: nadia.id, from_seq: 1, to_seq: 2, at: at(5), hand: null }] }), camille.id);
  expect(after.view.receipts?.seen).toEqual([]);
});

test("one who joined later, and camille herself, are not among the readers", () => {
  const members = [...start.view.members.slice(0, 2), { person: hugo, from_seq: 9, to_seq: null, suspended: false, formerly: [], absence: null }];
  const smaller = apply({ ...start, view: { ...start.view, members } }, happened(message(3, camille)), camille.id);
  const seen = [camille, nadia, hugo].map(({ id }) => ({ party: id, from_seq: 3, to_seq: 3, at: at(5), hand: null }));
  expect(apply(smaller, receipts({ seen }), camille.id).view.receipts).toMatchObject({
    readers: 1,
    seen: [{ party: nadia.id, at: at(5), hand: null }],
  });
});

function unread(conversations: UnreadChanged["conversations"], all = false): UnreadChanged {
  return { type: "unread", all, conversations, counts: { inbox: 0, unread: 0, conversations: 0, mail: 0, todo: 0, undelivered: 0 } };
}

test("unread is what the server says, and the greatest version wins", () => {
  const told = apply(start, unread([{ conversation: ROOM, read_upto: 1, unread: 5, version: 7 }]), camille.id);
  expect(told.view.row.place).toMatchObject({ read_upto: 1, unread: 5, version: 7 });
  const late = apply(told, unread([{ conversation: ROOM, read_upto: 0, unread: 9, version: 6 }]), camille.id);
  expect(late).toBe(told);
});

test("on connecting, what is not named is read", () => {
  const told = apply(start, unread([{ conversation: ROOM, read_upto: 1, unread: 5, version: 7 }]), camille.id);
  expect(apply(told, unread([], true), camille.id).view.row.place.unread).toBe(0);
  expect(apply(told, unread([]), camille.id)).toBe(told);
});

test("a mark of hers made on her phone shows here, an older one does not", () => {
  const { place } = start.view.row;
  const starred = { ...place, favourite: true, version: 3 };
  const after = apply(start, { type: "place_changed", conversation: ROOM, place: starred }, camille.id);
  expect(after.view.row.place).toEqual(starred);
  expect(apply(after, { type: "place_changed", conversation: ROOM, place }, camille.id)).toBe(after);
});

test("an empty stretch is no reason to fail", () => {
  expect(apply({ ...start, page: page([]) }, happened(opening(camille)), camille.id).page.entries).toHaveLength(1);
});
