/** How I want to be told, and on which devices: as the server knows them. */
import { signal } from "@preact/signals";
import { get, put, Refusal } from "../net/api";
import type { NoticePreferences, Notify, Row } from "../protocol";
import { mark } from "./marks";
import { loadPush, push } from "./push";
import { notifyOf } from "./ring";
import { me, whenForgotten } from "./state";

/** Undefined: not known yet. */
export const preferences = signal<NoticePreferences | undefined>(undefined);

/** From more people on, a group is large (push/situations.py). */
export const LARGE = 12;
const FRESH = 300_000;
let readAt = -Infinity;
let reading: Promise<void> | null = null;

/** What was read a few minutes ago will do: another device of mine seldom changes it. */
export function readNotices(): Promise<void> {
  if (performance.now() - readAt < FRESH) return reading ?? Promise.resolve();
  readAt = performance.now();
  reading = read().catch(() => {
    readAt = -Infinity;
  });
  return reading;
}

export function readNoticesAgain(): Promise<void> {
  readAt = -Infinity;
  return readNotices();
}

async function read(): Promise<void> {
  const reader = me.peek();
  const before = changes;
  const mine = await get("/api/push/preferences", {});
  // What is being changed meanwhile is younger than this answer.
  if (reader === me.peek() && before === changes && settled === changes) preferences.value = mine;
  if (!push.peek()) await loadPush();
}

let saving: Promise<unknown> = Promise.resolve();
let changes = 0;
/** The last of them that was answered. */
let settled = 0;

/** Shown at once, sent in turn; the last answer stands. Null when done, or the server's sentence. */
export async function savePreferences(change: Partial<NoticePreferences>): Promise<string | null> {
  if (!preferences.peek()) return null;
  const body = { ...(preferences.peek() as NoticePreferences), ...change };
  preferences.value = body;
  const nth = ++changes;
  const answer = saving.then(() => put("/api/push/preferences", { body }));
  saving = answer.catch(() => {});
  try {
    const kept = await answer;
    settled = nth;
    if (nth === changes) preferences.value = kept;
    return null;
  } catch (no) {
    settled = nth;
    if (nth === changes) await readNoticesAgain(); // as they still stand
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

/** What I want to be told of it: that of its bell or else, as for all those of its size, that of my preferences. */
export function wantedOf(row: Row | undefined, at: Date): Notify {
  const mine = preferences.value;
  const general = (row && row.member_count > LARGE ? mine?.large_groups : mine?.conversations) ?? "all";
  if (!row) return { level: general, until: null };
  const wanted = notifyOf(row.place, at, general);
  // One that is kept archived says nothing, but of what names me.
  return row.place.keep_archived && wanted.level === "all" ? { level: "mentions", until: null } : wanted;
}

/** Of one conversation: mine alone, on all my pages. */
export function setLevel(conversation: string, level: Notify["level"], until: string | null): Promise<string | null> {
  return mark(conversation, { do: "notify", level, until });
}

whenForgotten(() => {
  preferences.value = undefined;
  readAt = -Infinity;
});
