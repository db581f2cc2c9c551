/** Is somebody really looking? Page visible, window focused, a hand on it in the last minute. */

const LOOKING_FOR = 60_000;
// Not « scroll »: a list that moves by itself scrolls too.
const INPUTS = ["pointermove", "pointerdown", "wheel", "touchstart", "touchmove", "keydown"];

let lastInput = -Infinity;
const watchers: (() => void)[] = [];
const inputs: ((previous: number, now: number) => void)[] = [];

export function isAttentive(now = Date.now()): boolean {
  const since = now - lastInput; // below zero: the clock was set back, and says nothing
  return document.visibilityState === "visible" && document.hasFocus() && since >= 0 && since <= LOOKING_FOR;
}

/** Called when attention may have come or gone. */
export function whenAttentionChanges(look: () => void): void {
  watchers.push(look);
}

export function whenInput(act: (previous: number, now: number) => void): void {
  inputs.push(act);
}

export function watchAttention(): void {
  for (const input of INPUTS) window.addEventListener(input, touched, { capture: true, passive: true });
  for (const change of ["focus", "blur", "pagehide"]) window.addEventListener(change, tell);
  document.addEventListener("visibilitychange", tell);
}

function touched(): void {
  const now = Date.now();
  const previous = lastInput;
  lastInput = now;
  for (const act of inputs) act(previous, now);
  if (now - previous > LOOKING_FOR) tell();
}

function tell(): void {
  for (const look of watchers) look();
}
