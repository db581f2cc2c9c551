/** Who uses this browser, and what is to be emptied when they leave. */
import { signal } from "@preact/signals";
import type { Me } from "../protocol";

export const me = signal<Me | null | undefined>(undefined);

/** This screen is locked: nothing of anybody is shown, nor held in memory. */
export const locked = signal(false);

/** My party's id: the one of my messages. */
export function mine(): string {
  return me.value?.person.id ?? "";
}

const resets: (() => void)[] = [];

/** Each part of the store says how it empties itself. */
export function whenForgotten(reset: () => void): void {
  resets.push(reset);
}

const seals: (() => Promise<unknown>)[] = [];

/** Each part of the store says how it seals what was being written, before the key goes. */
export function whenLocking(seal: () => Promise<unknown>): void {
  seals.push(seal);
}

export function everythingSealed(): Promise<unknown> {
  return Promise.allSettled(seals.map((seal) => seal()));
}

/** Nothing of the person stays in memory. Undefined: who comes next is not known yet. */
export function forget(next: null | undefined): void {
  me.value = next;
  for (const reset of resets) reset();
}
