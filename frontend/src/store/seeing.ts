/** « Vu » : displayed for a second to somebody who is looking. Decides when; spans.ts decides what. */
import { signal } from "@preact/signals";
import type { Entry } from "../protocol";
import { isAttentive, whenAttentionChanges } from "./attention";
import { report } from "./reports";
import { versionOf } from "./aftermath";
import { asksToBeSeen, spansOf } from "./spans";
import { mine, whenForgotten } from "./state";

const LONG_ENOUGH = 1_000;
const PAUSE = 2_000;

/** What was seen of the open conversation since it was opened: entries that ask to be. */
export const seenHere = signal<ReadonlySet<number>>(new Set());

let watched: { conversation: string; entries: () => readonly Entry[] } | null = null;
const onScreen = new Map<number, number | null>(); // seq: since when it is looked at
const words = new Map<number, number>(); // seq: which version of its words is on the screen
let gathered = new Map<number, Entry>();
let reportedAt = -Infinity;
let sending: ReturnType<typeof setTimeout> | undefined;
let looking: ReturnType<typeof setTimeout> | undefined;

/** Another conversation is shown, or none: what was seen of the one before is said at once. */
export function watchSeeing(conversation: string | null, entries: () => readonly Entry[] = () => []): void {
  flushSeen();
  watched = conversation === null ? null : { conversation, entries };
  onScreen.clear();
  words.clear();
  seenHere.value = new Set();
}

/** The end of this entry is in sight. */
export function comesIntoSight(seq: number): void {
  if (onScreen.has(seq)) return;
  onScreen.set(seq, null);
  look();
}

export function leavesSight(seq: number): void {
  onScreen.delete(seq);
}

/** What is in sight now: the part of the conversation that is being read. */
export function inSight(): number[] {
  return [...onScreen.keys()];
}

/** Nothing is waited for: the page goes, or another conversation is shown. */
export function flushSeen(): void {
  clearTimeout(sending);
  sending = undefined;
  if (watched === null || !gathered.size) return;
  const entries = [...gathered.values(), ...watched.entries()];
  const spans = spansOf(new Set(gathered.keys()), contiguous(entries), mine());
  const shown = gathered;
  gathered = new Map();
  reportedAt = performance.now();
  // The last of them: a time never claims more than was true.
  const displayed_at = new Date().toISOString();
  report(
    watched.conversation,
    spans.map(([from_seq, to_seq]) => ({ from_seq, to_seq, displayed_at, versions: versionsIn(from_seq, to_seq, shown) })),
  );
}

/** Which words were shown, where they were not the first: a correction may have been on its way. */
function versionsIn(from: number, to: number, shown: ReadonlyMap<number, Entry>): Record<number, number> {
  const within = [...shown].filter(([seq]) => from <= seq && seq <= to);
  return Object.fromEntries(within.map(([seq, entry]) => [seq, versionOf(entry)] as const).filter(([, version]) => version > 1));
}

/** Called whenever an entry comes, attention comes or goes, or a second is over. */
function look(): void {
  clearTimeout(looking);
  const now = performance.now(); // whatever becomes of the clock, a second is a second
  const attentive = isAttentive();
  let soonest = Infinity;
  for (const [seq, since] of onScreen) {
    const version = versionOf(watched?.entries().find((one) => one.seq === seq));
    const others = words.get(seq) !== version; // other words: another second
    words.set(seq, version);
    if (!attentive) onScreen.set(seq, null);
    else if (since === null || others) onScreen.set(seq, now);
    else if (now - since >= LONG_ENOUGH) see(seq);
    const start = onScreen.get(seq);
    if (start != null && now - start < LONG_ENOUGH) soonest = Math.min(soonest, start + LONG_ENOUGH - now);
  }
  if (soonest < Infinity) looking = setTimeout(look, soonest);
}

function see(seq: number): void {
  if (seenHere.value.has(seq)) return;
  const entry = watched?.entries().find((one) => one.seq === seq);
  if (entry === undefined || !asksToBeSeen(entry, mine())) return;
  seenHere.value = new Set(seenHere.value).add(seq);
  gathered.set(seq, entry);
  sending ??= setTimeout(flushSeen, Math.max(0, reportedAt + PAUSE - performance.now()));
}

/** The window may have moved on since an entry was seen: those seen are put back in their order. */
function contiguous(entries: Entry[]): Entry[] {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

whenAttentionChanges(look);
whenForgotten(() => {
  clearTimeout(sending);
  clearTimeout(looking);
  sending = undefined;
  watched = null;
  gathered.clear();
  onScreen.clear();
  words.clear();
  seenHere.value = new Set();
});
