/**
 * Old state + event = state read afresh, on what a real server said.
 *
 * FRAMES names a JSON file: a list of cases, each of one of these two forms.
 *   { name, me, before: {view, page}, frames: [...], after: {view, page} }
 *   { name, me, show?, open?, before: InboxPage, frames: [...], after: InboxPage }
 * `me` is my person's id; `view` and `page` are the answers of GET /api/conversations/{id} and of
 * GET …/entries, an InboxPage that of GET /api/inbox?show={show} (« inbox » unless given); `open` is
 * the conversation on the screen, if any. `frames` are those my socket was sent in between, in order:
 * happened, receipts, place_changed, unread, file_changed; others are passed over. All of it as JSON, just as it
 * was sent. In a page of entries all entries of the conversation should fit.
 *
 * The order within receipts means nothing, and times may be written in two ways: both are levelled.
 * Without FRAMES, the cases of recorded.json.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Answer, InboxFilter, InboxPage } from "../protocol";
import { apply, type News, type Opened } from "./apply";
import recorded from "./recorded.json";
import { applyToList, type ListNews, type Looking } from "./rows";

type Case = { name: string; me: string; frames: Answer[] } & (
  | { before: Opened; after: Opened }
  | { before: InboxPage; after: InboxPage; show?: InboxFilter; open?: string }
);

const file = process.env["FRAMES"];
const cases = (file ? JSON.parse(readFileSync(file, "utf8")) : recorded) as Case[];

test("there is something to compare", () => expect(cases.length).toBeGreaterThan(0));

for (const one of cases) {
  test(one.name, () => {
    expect(levelled(told(one))).toEqual(levelled(one.after));
    expect(levelled(told({ ...one, frames: one.frames.flatMap((frame) => [frame, frame]) }))).toEqual(levelled(one.after));
  });
}

function told(one: Case): Opened | InboxPage {
  if ("view" in one.before) return one.frames.filter(isNews).reduce((now, news) => apply(now, news, one.me), one.before);
  const { show = "inbox", open = null } = one as { show?: InboxFilter; open?: string };
  const looking: Looking = { me: one.me, show, open };
  return one.frames.filter(isListNews).reduce((now, news) => applyToList(now, news, looking), one.before);
}

function isListNews(frame: Answer): frame is ListNews {
  const news = ["happened", "place_changed", "unread", "message_hidden"];
  return news.includes(frame.type);
}

function isNews(frame: Answer): frame is News {
  const others = ["receipts", "file_changed", "error_reported"];
  return others.includes(frame.type) || isListNews(frame);
}

function levelled(state: Opened | InboxPage): unknown {
  const copy = JSON.parse(JSON.stringify(state), (_, value: unknown) => oneTime(value)) as Opened | InboxPage;
  if ("view" in copy && copy.view.receipts) {
    copy.view.receipts.delivered.sort();
    copy.view.receipts.seen.sort((one, other) => one.party.localeCompare(other.party));
  }
  return copy;
}

function oneTime(value: unknown): unknown {
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
  return isTime ? new Date(value).toISOString() : value;
}
