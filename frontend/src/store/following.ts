/** Keeps the open conversation up to date: loads it, hears its news, fetches what was missed. */
import { untracked } from "@preact/signals";
import { get, Refusal } from "../net/api";
import type { EntriesPage, PlaceView } from "../protocol";
import { caughtUp } from "./about";
import { holdsUpTo } from "./acknowledge";
import { afresh } from "./afresh";
import type { News } from "./apply";
import { mayNameOthers, newcomer, showsMore } from "./comings";
import { say } from "./connection";
import { entriesHere, firstUnreadIn, here, openedOf, take, update, updateOpened } from "./here";
import { rowOf } from "./inbox";
import { arrived } from "./outbox";
import { route } from "./route";
import { newerRow } from "./rows";
import { inSight, watchSeeing } from "./seeing";
import { mine } from "./state";
import { bounded, endSeq, withFollowing } from "./window";

export const PAGE = 50;
const CATCH_UP = 200; // the most the server gives at once
const ROUNDS = 3; // missed more than that: the rest is fetched as one scrolls
const HUSH = 1_000;

let waiting: News[] | null = null;
let underWay: Promise<boolean> | null = null;

/** Show this conversation, or none. */
export function show(conversation: string | null): void {
  untracked(() => {
    watchSeeing(conversation, entriesHere);
    here.value = conversation ? { id: conversation, status: "loading", problem: null, opened: null, firstUnread: null } : null;
    tellWhatIsOpen();
    if (conversation) void load(conversation);
  });
}

/** News while it is open. What arrives while it is being read waits for it. */
export function threadHears(news: News): void {
  if (waiting) waiting.push(news);
  else if (!take(news, inSight())) void catchUp();
  else if (news.type === "happened" && showsMore(news.entry, mine())) threadChanges(news.conversation);
  if (news.type !== "happened" || news.conversation !== here.peek()?.id) return;
  arrived([news.entry]);
  if (waiting) return;
  if (mayNameOthers(news.entry)) void refreshThread();
  personChanges(newcomer(news.entry));
}

/** It is not what it was: more of it may be seen, or none. It is read again. */
export function threadChanges(conversation: string): void {
  if (here.peek()?.id === conversation) void load(conversation);
}

/** It stands at this seq, says the server: is something missing here? */
export function threadReaches(conversation: string, seq: number): void {
  if (openedOf(conversation) === null) return;
  // The entry itself may be a moment behind what was said of it.
  setTimeout(() => {
    const page = openedOf(conversation)?.page;
    if (page && seq > page.last_seq) void catchUp();
  }, HUSH);
}

/** Tell the server which conversation this page shows: its receipts are sent here. */
export function tellWhatIsOpen(): void {
  say({ type: "open_conversation", conversation: here.peek()?.id ?? null });
}

/** After a loss of the line: all of it may have changed. False: it could not be read. */
export async function refreshThread(): Promise<boolean> {
  // What is being read may have been read before the line was back.
  if (waiting) await underWay;
  const now = here.peek();
  if (now === null) return true;
  if (now.opened === null) return now.status === "absent" || load(now.id);
  const read = await reading(now.id, () => viewOf(now.id), (view) => {
    updateOpened(now.id, (opened) => ({ ...opened, view: { ...view, row: newerRow(opened.view.row, view.row) } }));
  });
  return read && (openedOf(now.id)?.page.more_after ? true : catchUp());
}

/** What stands beside their name is on what they say from now on, and not on what they said. */
export function personChanges(person: string | null): void {
  if (here.peek()?.opened?.view.members.some((member) => member.person.id === person)) void refreshThread();
}

/** What could not be read is tried again. */
export function retryThread(): void {
  const now = here.peek();
  if (now?.status === "failed") void load(now.id);
}

function load(id: string): Promise<boolean> {
  return reading(id, () => opening(id), (opened) => {
    update(id, (now) => ({ ...now, status: "ready", problem: null, opened, firstUnread: firstUnreadIn(opened) }));
    fetched(id, opened.page);
  });
}

/** Read something of it; the news that came meanwhile is younger, and applied after. */
function reading<Got>(id: string, ask: () => Promise<Got>, put: (got: Got) => void): Promise<boolean> {
  underWay = readingOnce(id, ask, put);
  return underWay;
}

async function readingOnce<Got>(id: string, ask: () => Promise<Got>, put: (got: Got) => void): Promise<boolean> {
  const news: News[] = (waiting = []);
  const got = await ask().catch((no: unknown) => no as Error);
  if (waiting !== news) return true; // another conversation was opened meanwhile
  waiting = null;
  if (here.peek()?.id !== id) return true;
  if (got instanceof Error) failed(id, got);
  else put(got);
  for (const one of news) threadHears(one);
  return !(got instanceof Error) || isAbsent(got);
}

function failed(id: string, no: Error): void {
  if (isAbsent(no)) update(id, (now) => ({ ...now, status: "absent", opened: null }));
  else if (openedOf(id) === null) {
    const problem = no instanceof Refusal && no.status ? no.message : null;
    update(id, (now) => ({ ...now, status: "failed", problem }));
  }
}

/** Both at once when the list has told where to begin. */
async function opening(id: string) {
  const known = rowOf(id)?.place;
  const [view, early] = await Promise.all([viewOf(id), known ? entriesOf(id, startOf(known)) : null]);
  const { place } = view.row;
  const good = early && known?.read_upto === place.read_upto && !known.unread === !place.unread;
  return { view, page: good ? early : await entriesOf(id, startOf(place)) };
}

function startOf({ unread, read_upto }: PlaceView): Which {
  const { sheet, seq } = route.peek();
  if (sheet === null && seq !== null) return { around: seq, limit: PAGE };
  return unread ? { around: read_upto + 1, limit: PAGE } : { limit: PAGE };
}

/** Fetch what follows the end of what is held. False: it could not be read. */
const catchUp = afresh(async () => {
  const now = here.peek();
  return now === null || follow(now.id, ROUNDS);
});

async function follow(id: string, rounds: number): Promise<boolean> {
  const page = openedOf(id)?.page;
  if (!page) return true;
  try {
    const got = await entriesOf(id, { after: endSeq(page), limit: CATCH_UP });
    setPage(id, (now) => withFollowing(now, got));
    updateOpened(id, (now) => ({ ...now, view: caughtUp(now.view, got.entries) }));
  } catch {
    return false;
  }
  if (rounds > 1 && openedOf(id)?.page.more_after) return follow(id, rounds - 1);
  setPage(id, (now) => bounded(now, "before"));
  return true;
}

export function setPage(id: string, change: (page: EntriesPage) => EntriesPage): void {
  updateOpened(id, (opened) => ({ ...opened, page: change(opened.page) }));
  const page = openedOf(id)?.page;
  if (page) fetched(id, page);
}

function fetched(id: string, page: EntriesPage): void {
  holdsUpTo(id, page.more_after ? endSeq(page) : page.last_seq);
  arrived(page.entries);
}

export type Which = { after?: number; before?: number; around?: number; limit: number };

export function entriesOf(conversation: string, query: Which): Promise<EntriesPage> {
  return get("/api/conversations/{conversation}/entries", { path: { conversation }, query });
}

function viewOf(conversation: string) {
  return get("/api/conversations/{conversation}", { path: { conversation } });
}

function isAbsent(no: Error): boolean {
  return no instanceof Refusal && no.status === 404;
}
