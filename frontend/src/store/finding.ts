/** Asks what was looked for, and keeps what was found. Fetched with the results. */
import { computed, effect, signal } from "@preact/signals";
import { post, Refusal } from "../net/api";
import type { Found } from "../protocol";
import { route } from "./route";
import { asked, type Asked } from "./search";
import { me } from "./state";

export type Answer = { status: "short" | "loading" | "ready" | "failed"; found: Found | null; problem: string | null };

const SHORT: Answer = { status: "short", found: null, problem: null };
const LETTERS_AT_LEAST = 2;
/** One types a letter every 150 ms or so: one question when the hand rests. */
const REST = 200;

export const answer = signal<Answer>(SHORT);
const filter = computed(() => route.value.filter);
let latest = 0;

/** Said again, as it failed. */
export function askAgain(): void {
  asked.value = { ...asked.peek() };
}

/** The messages that follow those found. */
export async function moreFound(): Promise<void> {
  const [mine, before] = [latest, answer.peek().found];
  if (!before?.next) return;
  const got = await questionOf(asked.peek(), before.next).catch(() => null);
  if (got === null || mine !== latest) return;
  const known = new Set(before.rows.map(({ id }) => id));
  answer.value = {
    status: "ready",
    problem: null,
    found: {
      ...before,
      messages: [...before.messages, ...got.messages],
      rows: [...before.rows, ...got.rows.filter(({ id }) => !known.has(id))],
      next: got.next,
    },
  };
}

/** Asks when the hand rests, and again when one goes to another filter. */
effect(() => {
  const mine = ++latest;
  void filter.value;
  const now = asked.value;
  if (!me.value || !isEnough(now)) {
    answer.value = SHORT;
    return;
  }
  answer.value = { ...answer.peek(), status: "loading", problem: null };
  const timer = setTimeout(() => void find(now, mine), REST);
  return () => clearTimeout(timer);
});

async function find(now: Asked, mine: number): Promise<void> {
  const got = await questionOf(now, null).catch((no: unknown) => no as Error);
  if (mine !== latest) return;
  if (!(got instanceof Error)) answer.value = { status: "ready", found: got, problem: null };
  else answer.value = { status: "failed", found: null, problem: got instanceof Refusal ? got.message : null };
}

/** By POST: what one looks for is in no address. */
function questionOf(now: Asked, after: string | null): Promise<Found> {
  return post("/api/search", {
    body: {
      words: now.words,
      show: route.peek().filter,
      person: now.person?.id ?? null,
      patient: now.patient?.id ?? null,
      since: now.since ? new Date(`${now.since}T00:00`).toISOString() : null,
      until: now.until ? dayAfter(now.until) : null,
      with_files: now.withFiles,
      superseded: now.superseded,
      after,
    },
  });
}

/** A day that is said is meant whole; some have 23 hours. */
function dayAfter(day: string): string {
  const moment = new Date(`${day}T00:00`);
  moment.setDate(moment.getDate() + 1);
  return moment.toISOString();
}

function isEnough({ words, person, patient }: Asked): boolean {
  return (words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LETTERS_AT_LEAST || person !== null || patient !== null;
}
