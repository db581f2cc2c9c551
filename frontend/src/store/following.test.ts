// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { EntriesPage, Entry } from "../protocol";
import { camille, happened, hugo, message, nadia, opening, OTHER_ROOM, page, ROOM, row, view } from "./cast.testing";

type Asked = { path: string; query: { after?: number; around?: number; limit?: number } };
const server = vi.hoisted(() => ({ asked: [] as Asked[], answer: (_: Asked): unknown => null }));

vi.mock("../net/api", async (original) => ({
  ...(await original<object>()),
  get: async (path: string, { query = {} }: { query?: Asked["query"] }) => {
    server.asked.push({ path, query });
    return await server.answer({ path, query });
  },
}));
vi.mock("./tabs", () => ({ isLeading: () => true, takeTheLead: () => {}, tellTabs: () => {} }));

const { Refusal } = await import("../net/api");
const { personChanges, refreshThread, show, threadHears } = await import("./following");
const { here } = await import("./here");
const { me } = await import("./state");
const { jumpToEnd, newer, older, thread } = await import("./thread");

let log: Entry[] = [];
let most = Infinity;

beforeEach(() => {
  me.value = { person: camille, shared: false, protection: null, hand: null, roles: false, lock_after: 600, draft_key: "" };
  log = [opening(camille), ...Array.from({ length: 9 }, (_, index) => message(index + 2, nadia))];
  most = Infinity;
  server.asked.length = 0;
  server.answer = truthful;
  show(null);
});

test("it opens at the first unread, and keeps where that was", async () => {
  await opened({ read_upto: 4, unread: 6 });
  expect(thread.value).toMatchObject({ status: "ready", firstUnread: 5, lastSeq: 10, notBrowsed: 0 });
  expect(asked()).toContainEqual({ around: 5, limit: 50 });
});

test("everything read, it opens at its end", async () => {
  await opened({ read_upto: 10, unread: 0 });
  expect(thread.value).toMatchObject({ firstUnread: null, moreAfter: false });
  expect(asked()).toContainEqual({ limit: 50 });
});

test("the next message is applied, one seen already is ignored", async () => {
  await opened();
  server.asked.length = 0;
  threadHears(happened(message(11, nadia)));
  threadHears(happened(message(11, nadia)));
  threadHears(happened(message(3, nadia)));
  expect(seqs().slice(-2)).toEqual([10, 11]);
  expect(server.asked).toEqual([]);
});

test("a gap is fetched, and what came meanwhile is neither lost nor doubled", async () => {
  await opened();
  log.push(message(11, nadia), message(12, nadia), message(13, nadia));
  threadHears(happened(message(12, nadia)));
  threadHears(happened(message(13, nadia)));
  await vi.waitFor(() => expect(thread.value?.moreAfter).toBe(false));
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(asked().at(-1)).toEqual({ after: 10, limit: 200 });
});

test("what arrives while it loads waits, then follows", async () => {
  show(ROOM);
  threadHears(happened(message(11, nadia)));
  await vi.waitFor(() => expect(thread.value?.status).toBe("ready"));
  expect(seqs().at(-1)).toBe(11);
});

test("an answer that comes after another conversation was opened is dropped", async () => {
  show(ROOM);
  show(OTHER_ROOM);
  await vi.waitFor(() => expect(thread.value?.status).toBe("ready"));
  expect(here.value?.id).toBe(OTHER_ROOM);
});

test("after an hour without network it holds what the server holds", async () => {
  await opened();
  for (let seq = 11; seq <= 60; seq += 1) log.push(message(seq, nadia));
  most = 20;
  await refreshThread();
  expect(seqs()).toEqual(log.map(({ seq }) => seq));
});

test("who acts as something else, or is away, is read again where they take part, and nowhere else", async () => {
  await opened();
  server.asked.length = 0;
  personChanges("somebody else's id");
  expect(server.asked).toEqual([]);
  const formerly = [{ until: "2026-11-23T08:00:00Z", profession: "Infirmière", structure: "CH", town: "" }];
  const changed = view().members.map((member) => (member.person.id === nadia.id ? { ...member, formerly } : member));
  server.answer = (asked) => (asked.path.endsWith("/entries") ? truthful(asked) : view({ members: changed }));
  personChanges(nadia.id);
  await vi.waitFor(() => expect(thread.value?.members).toEqual(changed));
  expect(seqs().at(-1)).toBe(10);
});

test("whether a newcomer is away is asked", async () => {
  await opened();
  const absence = { from_on: "2026-11-23", until_on: "2026-11-30", stand_in: null };
  const history = { from_seq: 1, messages: 9, files: 0 };
  const bruno = { ...hugo, id: "aaaaaaaa-0000-4000-8000-000000000004", given_name: "Bruno" };
  const added: Entry = { ...message(11, nadia), counts: false, what: { type: "member_added", member: bruno, history, care: null } };
  log.push(added);
  const there = { person: bruno, from_seq: 11, to_seq: null, suspended: false, formerly: [], absence };
  server.answer = (asked) => (asked.path.endsWith("/entries") ? truthful(asked) : view({ members: [...view().members, there] }));
  threadHears(happened(added));
  expect(thread.value?.members.at(-1)).toEqual({ ...there, absence: null });
  await vi.waitFor(() => expect(thread.value?.members.at(-1)).toEqual(there));
});

test("it cannot be read now: it says so, and a later try brings it", async () => {
  server.answer = () => Promise.reject(new Refusal("unavailable", "Le service ne répond pas.", 503));
  show(ROOM);
  await vi.waitFor(() => expect(thread.value).toMatchObject({ status: "failed", problem: "Le service ne répond pas." }));
  server.answer = truthful;
  expect(await refreshThread()).toBe(true);
  expect(thread.value?.status).toBe("ready");
});

test("not mine or not there: absent, in both cases alike", async () => {
  server.answer = () => Promise.reject(new Refusal("not_found", "Introuvable.", 404));
  show(ROOM);
  await vi.waitFor(() => expect(thread.value?.status).toBe("absent"));
});

test("one scrolls up, then down, then jumps to the end", async () => {
  for (let seq = 11; seq <= 200; seq += 1) log.push(message(seq, nadia));
  await opened({ read_upto: 100, unread: 100 });
  expect([seqs()[0], seqs().at(-1)]).toEqual([76, 125]);
  await older();
  await Promise.all([newer(), newer()]);
  expect([seqs()[0], seqs().at(-1)]).toEqual([26, 175]);
  await jumpToEnd();
  expect([seqs()[0], seqs().at(-1), thread.value?.moreAfter]).toEqual([26, 200, false]);
});

async function opened(place: { read_upto: number; unread: number } = { read_upto: 10, unread: 0 }): Promise<void> {
  current = place;
  show(ROOM);
  await vi.waitFor(() => expect(thread.value?.status).toBe("ready"));
}

let current = { read_upto: 10, unread: 0 };

function truthful({ path, query }: Asked): unknown {
  if (!path.endsWith("/entries")) return view({ row: row({ id: here.peek()!.id, last_seq: log.length, place: current }) });
  return entries(query);
}

function entries({ after, around, limit = 50, ...rest }: Asked["query"] & { before?: number }): EntriesPage {
  const size = Math.min(limit, most);
  let from = log.length - size;
  if (after !== undefined) from = after;
  if (around !== undefined) from = around - 1 - size / 2;
  if (rest.before !== undefined) from = rest.before - 1 - size;
  const to = from + size;
  from = Math.max(0, from);
  const got = log.slice(from, rest.before === undefined ? to : rest.before - 1);
  return page(got, { last_seq: log.length, more_before: from > 0, more_after: (got.at(-1)?.seq ?? 0) < log.length });
}

function asked(): Asked["query"][] {
  return server.asked.filter(({ path }) => path.endsWith("/entries")).map(({ query }) => query);
}

function seqs(): number[] {
  return thread.value!.entries.map(({ seq }) => seq);
}
