/** « Poste partagé » : a screen that was left for ten minutes is somebody else's. */
import { whenInput } from "./attention";
import { me } from "./state";

const LONGEST = 10 * 60_000;
const CHECKED_EVERY = 15_000;
const NOTED_EVERY = 5_000;
// When somebody last acted in any tab of this shared browser. A time, and nothing else.
const NOTE = "liaison-acted-at";

let actedAt = Date.now();
let notedAt = -Infinity;

export function watchIdleness(leave: () => void): void {
  whenInput((_, now) => {
    // A hand on the mouse after an hour is not the one that left.
    if (me.peek()?.shared && isLeft(now)) return leave();
    actedAt = now;
    if (me.peek()?.shared && now - notedAt > NOTED_EVERY) note(now);
  });
  setInterval(() => me.peek()?.shared && isLeft() && leave(), CHECKED_EVERY);
}

/** Was this screen left, by all its tabs? Also asked when a page opens. */
export function isLeft(now = Date.now()): boolean {
  return now - Math.max(actedAt, Number(localStorage.getItem(NOTE) ?? 0)) > LONGEST;
}

/** Somebody has just signed in. */
export function someoneIsHere(shared: boolean): void {
  actedAt = Date.now();
  if (shared) note(actedAt);
  else nobodyIsHere();
}

/** A page opens on a session that was already there: opening it is not yet proof of who does. */
export function sinceLastNote(): void {
  actedAt = Number(localStorage.getItem(NOTE) ?? Date.now());
}

export function nobodyIsHere(): void {
  localStorage.removeItem(NOTE);
}

/** Was the last to sign in here on a shared screen? */
export function wasShared(): boolean {
  return localStorage.getItem(NOTE) !== null;
}

function note(now: number): void {
  actedAt = notedAt = now;
  localStorage.setItem(NOTE, String(now));
}
