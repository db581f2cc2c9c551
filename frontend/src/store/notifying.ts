/** How I want to be told, and on which devices: as the server knows them. */
import { signal } from "@preact/signals";
import { get } from "../net/api";
import type { MyPush, NoticePreferences, Notify, Row } from "../protocol";
import { mark } from "./marks";
import { notifyOf } from "./ring";
import { me, whenForgotten } from "./state";

/** Undefined: not known yet. */
export const preferences = signal<NoticePreferences | undefined>(undefined);
export const devices = signal<MyPush | undefined>(undefined);

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

async function read(): Promise<void> {
  const reader = me.peek();
  const [mine, held] = await Promise.all([get("/api/push/preferences", {}), get("/api/push", {})]);
  if (reader !== me.peek()) return;
  preferences.value = mine;
  devices.value = held;
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
  preferences.value = devices.value = undefined;
  readAt = -Infinity;
});
