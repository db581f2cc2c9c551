import { expect, test } from "vitest";
import type { InboxPage, Row } from "../protocol";
import { at, camille, happened, message, nadia, OTHER_ROOM, ROOM, row } from "./cast.testing";
import { applyToList, newerRow, refreshed, staying, withMore } from "./rows";

const counts = { inbox: 0, unread: 0, conversations: 0, mail: 0, todo: 0, undelivered: 0 };
const inbox = { me: camille.id, show: "inbox" as const, open: null };

function listOf(rows: Row[], next: string | null = null): InboxPage {
  return { rows, next, counts };
}

function ids(page: InboxPage): string[] {
  return page.rows.map(({ id }) => id);
}

const older = row({ id: ROOM, content_at: at(1) });
const younger = row({ id: OTHER_ROOM, content_at: at(2) });

test("a message lifts its conversation, with its first 140 characters", () => {
  const news = happened(message(5, nadia, { text: "é".repeat(200) }));
  const after = applyToList(listOf([younger, older]), news, inbox);
  expect(ids(after)).toEqual([ROOM, OTHER_ROOM]);
  expect(after.rows[0]?.last?.text).toBe("é".repeat(140));
});

test("what does not count lifts nothing", () => {
  const entry = { ...message(5, nadia), counts: false };
  const after = applyToList(listOf([younger, older]), happened(entry), inbox);
  expect(ids(after)).toEqual([OTHER_ROOM, ROOM]);
  expect(after.rows[1]).toMatchObject({ last: null, last_seq: 5 });
});

test("read elsewhere, a conversation leaves « Non lus », but not under the eyes of who reads it", () => {
  const waiting = listOf([row({ place: { unread: 3 } })]);
  const news = { type: "unread" as const, all: true, conversations: [], counts: { ...counts, todo: 4 } };
  const after = applyToList(waiting, news, { ...inbox, show: "unread" });
  expect(after).toEqual({ rows: [], next: null, counts: { ...counts, todo: 4 } });
  expect(ids(applyToList(waiting, news, { ...inbox, show: "unread", open: ROOM }))).toEqual([ROOM]);
});

test("each filter lets go of what certainly is not its own any more", () => {
  const archived = row({ place: { archived: true } });
  const gone = row({ left: true });
  for (const show of ["inbox", "conversations", "unread"] as const) {
    expect(staying([archived, gone], { ...inbox, show })).toEqual([]);
  }
  expect(staying([archived, gone], { ...inbox, show: "archived" })).toHaveLength(2);
  expect(staying([archived, gone], { ...inbox, show: "all" })).toHaveLength(2);
  expect(staying([row()], { ...inbox, show: "favourites" })).toEqual([]);
  expect(staying([row({ place: { todo_seqs: [4] } })], { ...inbox, show: "todo" })).toHaveLength(1);
});

test("an answer older than the news does not undo it", () => {
  const known = row({ last_seq: 9, content_at: at(9), place: { version: 12, unread: 2 } });
  const fresh = row({ last_seq: 8, content_at: at(8), subject: "Ancien", place: { version: 11, unread: 1 } });
  expect(newerRow(known, fresh)).toEqual(known);
});

test("reading the top again keeps the pages below, and drops what left the filter", () => {
  const rows = [5, 4, 3, 2, 1].map((minute) => row({ id: `room-${minute}`, content_at: at(minute) }));
  const fresh = listOf([row({ id: "new", content_at: at(9) }), ...rows.slice(1, 3)], "after-3");
  const after = refreshed(listOf(rows, "after-1"), fresh, null);
  expect(ids(after)).toEqual(["new", "room-4", "room-3", "room-2", "room-1"]);
  expect(after.next).toBe("after-1");
  expect(ids(refreshed(listOf(rows, null), fresh, "room-5"))).toContain("room-5");
});

test("when the fresh top is all there is, nothing else stays", () => {
  expect(ids(refreshed(listOf([younger, older], "x"), listOf([older]), null))).toEqual([ROOM]);
});

test("a conversation that moved between two pages is listed once", () => {
  expect(ids(withMore(listOf([younger], "n"), listOf([younger, older])))).toEqual([OTHER_ROOM, ROOM]);
});
