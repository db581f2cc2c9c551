/** A screen that is left locks itself: on a « poste partagé » it is soon somebody else's. */
import { whenInput } from "./attention";
import { say } from "./connection";
import { me } from "./state";

const CHECKED_EVERY = 15_000;
const NOTED_EVERY = 5_000;
const TOLD_EVERY = 30_000;
// When somebody last acted in any tab of this browser: a time, and nothing else.
const NOTE = "liaison-acted-at";
const SHARED = "liaison-shared";
// Whose notifications this browser takes (store/push.ts).
export const NOTIFIED = "liaison-notified";

let actedAt = Date.now();
let notedAt = -Infinity;
let toldAt = -Infinity;

export function watchIdleness(leave: () => void): void {
  whenInput((_, now) => {
    if (!me.peek()) return;
    // A hand on the mouse after an hour is not the one that left.
    if (isLeft(now)) return leave();
    actedAt = now;
    if (now - notedAt > NOTED_EVERY) note(now);
    if (now - toldAt > TOLD_EVERY && say({ type: "ping", here: true })) toldAt = now;
  });
  setInterval(() => isLeft() && leave(), CHECKED_EVERY);
}

/** Was this screen left, by all its tabs? */
export function isLeft(now = Date.now()): boolean {
  const after = me.peek()?.lock_after;
  return after !== undefined && now - Math.max(actedAt, Number(localStorage.getItem(NOTE))) > after * 1_000;
}

/** Somebody has just said who they are. */
export function someoneIsHere(shared: boolean): void {
  note(Date.now());
  if (shared) localStorage.setItem(SHARED, "1");
  else localStorage.removeItem(SHARED);
}

export function nobodyIsHere(): void {
  localStorage.removeItem(NOTE);
  localStorage.removeItem(SHARED);
  localStorage.removeItem(NOTIFIED);
}

/** Was the last to sign in here on a shared screen? */
export function wasShared(): boolean {
  return localStorage.getItem(SHARED) !== null;
}

function note(now: number): void {
  actedAt = notedAt = now;
  localStorage.setItem(NOTE, String(now));
}
