/** The conversation list of each filter, as far as it was read, and the figures beside the filters. */
import { computed, effect, signal } from "@preact/signals";
import { get, Refusal } from "../net/api";
import type { Counts, InboxPage, PatientView, Positions, Row } from "../protocol";
import { holdsUpTo } from "./acknowledge";
import { afresh } from "./afresh";
import { mayNameOthers, showsMore } from "./comings";
import { connected } from "./connection";
import { type Filter, route } from "./route";
import { applyToList, type ListNews, type Looking, refreshed, staying, withMore } from "./rows";
import { me, mine, whenForgotten } from "./state";

export { drafts } from "./drafts";
export { failedIn } from "./outbox";
export { typingIn } from "./typing";

export type ListState = { rows: Row[]; more: boolean; status: "loading" | "ready" | "failed"; problem: string | null };

const PAUSE = 2_000; // between two readings of the list because of news
const SPREAD = 200; // one message to many people: they do not all ask in the same instant

const pages = signal<ReadonlyMap<Filter, InboxPage>>(new Map());
const failure = signal<{ problem: string | null } | null>(null);
const told = signal<Counts | null>(null);
let countsTold = 0;
let loadingMore = false;
let refreshedAt = -Infinity;
let soon: ReturnType<typeof setTimeout> | undefined;
/** The last seq this page has heard of, wherever the conversation is. */
const heads = new Map<string, number>();

export const counts = computed(() => told.value);

export const list = computed<ListState>(() => {
  const page = pages.value.get(route.value.filter);
  if (page) return { rows: page.rows, more: page.next !== null, status: "ready", problem: null };
  const problem = failure.value?.problem ?? null;
  return { rows: [], more: false, status: failure.value ? "failed" : "loading", problem };
});

/** The row of a conversation, from any list that was read. */
export function rowOf(conversation: string): Row | undefined {
  for (const { rows } of pages.value.values()) {
    const row = rows.find(({ id }) => id === conversation);
    if (row) return row;
  }
  return undefined;
}

/** The patients of the conversations that were read. */
export function patientsHeld(): PatientView[] {
  return [...pages.peek().values()].flatMap(({ rows }) => rows.flatMap(({ patient }) => patient ?? []));
}

export async function loadMore(): Promise<void> {
  const { filter } = route.value;
  const after = pages.value.get(filter)?.next;
  if (!after || loadingMore) return;
  loadingMore = true;
  try {
    const more = await get("/api/inbox", { query: { show: filter, after } });
    const page = pages.value.get(filter);
    if (page?.next === after) put(filter, withMore(page, more));
  } catch {
    // It stays where it was: scrolling asks again.
  } finally {
    loadingMore = false;
  }
}

export function retryList(): void {
  failure.value = null;
  void refreshList();
}

/** Read the top of the list shown. False: it could not be read. */
export const refreshList = afresh(readTop);

/** News of a conversation: what it changes in the lists, here and now. */
export function listHears(news: ListNews): void {
  pages.value = new Map([...pages.value].map(([show, page]) => [show, applyToList(page, news, looking(show))]));
  switch (news.type) {
    case "unread":
      countsTold += 1;
      told.value = news.counts;
      return;
    case "happened":
      heads.set(news.conversation, Math.max(news.entry.seq, headOf(news.conversation)));
      if (news.entry.party !== mine()) holdsUpTo(news.conversation, news.entry.seq);
      if (showsMore(news.entry, mine()) || mayNameOthers(news.entry)) return refreshSoon();
      return bringIn(news.conversation);
    case "place_changed":
      return bringIn(news.conversation);
  }
}

/** It is mine no longer. */
export function listLoses(conversation: string): void {
  losses += 1;
  pages.value = new Map([...pages.value].map(([show, page]) => [show, withoutRow(page, conversation)]));
}

/** The conversations of which something was missed. */
export function behind({ positions }: Positions): string[] {
  const late = positions.filter(({ conversation, seq }) => seq > headOf(conversation));
  for (const { conversation, seq } of late) heads.set(conversation, seq);
  if (late.length) refreshSoon();
  return late.map(({ conversation }) => conversation);
}

/** Show the list of the route's filter, and let go of what no longer belongs in it. */
export function watchInbox(): void {
  effect(() => {
    const { filter } = route.value;
    if (!me.value || shownFilter === filter) return;
    shownFilter = filter;
    retryList();
  });
  effect(() => {
    const { conversation } = route.value;
    if (conversation === shownConversation) return;
    shownConversation = conversation;
    prune();
  });
}

/** How often something was lost: an answer that was read before would bring it back. */
let losses = 0;
let shownFilter: Filter | null = null;
let shownConversation: string | null = null;

/** Only the server knows whether a conversation that moved belongs in the list: the top is read again. */
function bringIn(conversation: string): void {
  const page = pages.peek().get(route.peek().filter);
  if (page && !page.rows.some(({ id }) => id === conversation)) refreshSoon();
}

function refreshSoon(): void {
  const wait = Math.max(0, refreshedAt + PAUSE - performance.now()) + Math.random() * SPREAD;
  soon ??= setTimeout(async () => {
    soon = undefined;
    if (!(await refreshList()) && connected.value) refreshSoon();
  }, wait);
}

async function readTop(): Promise<boolean> {
  const { filter } = route.peek();
  const reader = mine();
  const [countsBefore, lossesBefore] = [countsTold, losses];
  refreshedAt = performance.now();
  try {
    const fresh = await get("/api/inbox", { query: { show: filter } });
    if (reader !== mine()) return true;
    if (lossesBefore !== losses) return readTop();
    const old = pages.value.get(filter);
    put(filter, old ? refreshed(old, fresh, route.peek().conversation) : fresh);
    // Figures told meanwhile are younger than those of this answer.
    if (countsBefore === countsTold) told.value = fresh.counts;
    holdRows(fresh.rows);
    return true;
  } catch (no) {
    if (reader === mine()) failure.value = { problem: no instanceof Refusal && no.status ? no.message : null };
    return false;
  }
}

function holdRows(rows: Row[]): void {
  for (const { id, last_seq, place } of rows) {
    heads.set(id, Math.max(last_seq, headOf(id)));
    if (place.unread) holdsUpTo(id, last_seq);
  }
}

function withoutRow(page: InboxPage, conversation: string): InboxPage {
  return { ...page, rows: page.rows.filter(({ id }) => id !== conversation) };
}

function headOf(conversation: string): number {
  return heads.get(conversation) ?? 0;
}

function put(filter: Filter, page: InboxPage): void {
  pages.value = new Map(pages.value).set(filter, page);
}

function prune(): void {
  const shown = [...pages.peek()];
  pages.value = new Map(shown.map(([show, page]) => [show, { ...page, rows: staying(page.rows, looking(show)) }]));
}

function looking(show: Filter): Looking {
  return { me: mine(), show, open: route.peek().conversation };
}

whenForgotten(() => {
  clearTimeout(soon);
  soon = undefined;
  pages.value = new Map();
  failure.value = told.value = null;
  shownFilter = null;
  heads.clear();
});
