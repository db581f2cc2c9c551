/** What messages answer: from the thread when it is held, else asked for, within what one may see. */
import { signal } from "@preact/signals";
import { get, Refusal } from "../net/api";
import type { Entry, Happened } from "../protocol";
import { bodyOf, withAftermath } from "./aftermath";
import { here } from "./here";
import { whenForgotten } from "./state";

/** `hidden`: said before one's arrival, or after one left. */
type Found = Entry | "loading" | "hidden" | "failed";
/** `now`: its words as they are today. `changed`: they are no longer those that were answered. */
export type Quoted = { state: "loading" | "hidden" | "failed" } | { state: "known"; entry: Entry; now: Entry; changed: boolean };

const fetched = signal<ReadonlyMap<string, Found>>(new Map());

/** `answeredAt`: what was changed in its place before that is what was answered. */
export function quotedIn(conversation: string, seq: number, answeredAt: string): Quoted {
  const entry = foundAt(conversation, seq);
  if (typeof entry === "string") return { state: entry };
  const standing = bodyOf(entry)?.standing;
  const next = standing?.state === "corrected" && standing.by_seq ? foundAt(conversation, standing.by_seq) : entry;
  if (typeof next === "string") return { state: next };
  const inPlace = standing?.in_place_at;
  const changed = standing?.state !== "current" || (!!inPlace && Date.parse(inPlace) > Date.parse(answeredAt));
  return { state: "known", entry, now: next, changed };
}

/** News of the conversation: what was fetched changes like what is in the thread. */
export function quotesHear({ conversation, entry }: Happened): void {
  const next = new Map(fetched.value);
  for (const [key, found] of fetched.value) {
    if (typeof found === "string" || !key.startsWith(conversation)) continue;
    const [after] = withAftermath([found], entry);
    if (after) next.set(key, after);
  }
  fetched.value = next;
}

/** After a loss of the line: they are asked for again when they are shown. */
export function forgetQuotes(): void {
  fetched.value = new Map();
}

function foundAt(conversation: string, seq: number): Found {
  const now = here.value;
  const held = now?.id === conversation ? now.opened?.page.entries.find((entry) => entry.seq === seq) : undefined;
  if (held) return held;
  const found = fetched.value.get(keyOf(conversation, seq));
  // Asked once what is being drawn is drawn.
  if (found === undefined) queueMicrotask(() => void ask(conversation, seq));
  return found ?? "loading";
}

async function ask(conversation: string, seq: number): Promise<void> {
  const key = keyOf(conversation, seq);
  if (fetched.value.has(key)) return;
  put(key, "loading");
  try {
    put(key, await get("/api/conversations/{conversation}/entries/{seq}", { path: { conversation, seq } }));
  } catch (no) {
    put(key, no instanceof Refusal && no.status === 404 ? "hidden" : "failed");
  }
}

function put(key: string, found: Found): void {
  fetched.value = new Map(fetched.value).set(key, found);
}

function keyOf(conversation: string, seq: number): string {
  return `${conversation} ${seq}`;
}

whenForgotten(forgetQuotes);
