/** The outbox's rules: what may leave now, and what an answer does to a message. Pure. */

import { type Along, NOTHING } from "./along";

export type Item = {
  id: string;
  at: number; // its place in the order they were written, all conversations
  conversation: string;
  text: string;
  along: Along;
  composed_at: string;
  attempts: number;
  failed: boolean;
  problem: string | null;
  // on its way; stored by the server, not shown in the thread yet; resting after a failed try
  phase: "ready" | "flying" | "resting" | "stored";
};

const TRIES = 3;
// The server could not, this time: the same message may be sent again.
const TRANSIENT = new Set(["unavailable"]);

/** Strictly in order in each conversation, one at a time; later ones wait behind a failed one. */
export function ready(items: readonly Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    if (item.phase !== "stored" && !first.has(item.conversation)) first.set(item.conversation, item);
  }
  return [...first.values()].filter((item) => item.phase === "ready" && !item.failed);
}

/** Is it, or does something before it in its conversation, hold it back? */
export function isHeldBack(items: readonly Item[], item: Item): boolean {
  const before = items.slice(0, items.indexOf(item)).filter((one) => one.conversation === item.conversation);
  return before.some((one) => one.failed || one.phase === "resting");
}

/** The server said no: for good, or only this time. */
export function afterRefusal(item: Item, code: string, problem: string): Item {
  return TRANSIENT.has(code) ? afterFailure(item, problem) : { ...item, phase: "ready", failed: true, problem };
}

/** Three tries while connected, and then it is for a person to decide. */
export function afterFailure(item: Item, problem: string | null): Item {
  const attempts = item.attempts + 1;
  if (attempts >= TRIES) return { ...item, phase: "ready", failed: true, attempts, problem };
  return { ...item, phase: "resting", attempts, problem };
}

/** Milliseconds before the next try. */
export function restOf(item: Item): number {
  return 1_000 * 2 ** item.attempts;
}

/** The line went down: what was on its way goes again, under the same id, and it is nobody's fault. */
export function afterLoss(item: Item): Item {
  return item.phase === "flying" || item.phase === "resting" ? { ...item, phase: "ready" } : item;
}

/** What another visit, or another tab, left in the vault, with what this tab knows of it. */
export function merged(kept: readonly Item[], here: readonly Item[]): Item[] {
  const known = new Map(here.map((item) => [item.id, item]));
  const all = kept.map((item) => ({ ...item, along: { ...NOTHING, ...item.along }, phase: known.get(item.id)?.phase ?? ("ready" as const) }));
  const unkept = here.filter((item) => item.at <= 0 || item.phase === "stored");
  const named = new Set(unkept.map((item) => item.id));
  return [...all.filter((item) => !named.has(item.id)), ...unkept];
}
