/** Carries the test of my notifications out, and asks how far it came until it is known. */
import { computed, signal } from "@preact/signals";
import { get, post, Refusal } from "../net/api";
import type { PushStep } from "../protocol";
import { here, loadPush } from "./push";
import { whenForgotten } from "./state";
import { stepsOf } from "./trial";

const EVERY = 700;
const WAITED_FOR = 30_000;

type Run = { id: string | null; told: PushStep[] | null; late: boolean; seen: boolean | null };

/** Null: none was begun. */
const run = signal<Run | null>(null);
export const trialProblem = signal<string | null>(null);

export const trial = computed(() => {
  if (!run.value) return null;
  const permission = here.value === "denied" ? "denied" : here.value === "on" ? "granted" : "default";
  return stepsOf({ ...run.value, permission, on: here.value === "on" });
});

export async function tryNotifications(): Promise<void> {
  const begun: Run = { id: null, told: null, late: false, seen: null };
  run.value = begun;
  trialProblem.value = null;
  if (here.peek() !== "on") return;
  try {
    const { id } = await post("/api/push/test", {});
    await follow({ ...begun, id }, Date.now() + WAITED_FOR);
    await loadPush(); // when this device was last told
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    run.value = null;
    trialProblem.value = no.message;
  }
}

export function answerSeen(seen: boolean): void {
  if (run.value) run.value = { ...run.value, seen };
}

/** Another one begun meanwhile is the one that is shown. */
async function follow(mine: Run & { id: string }, until: number): Promise<void> {
  run.value = mine;
  while (run.peek()?.id === mine.id) {
    const told = await get("/api/push/test/{notice}", { path: { notice: mine.id } }).catch(unlessRefused);
    if (run.peek()?.id !== mine.id) return;
    const late = Date.now() > until;
    run.value = { ...mine, told: told ?? run.peek()?.told ?? null, late };
    if (late || told?.some(({ state }) => state === "failed") || told?.every(({ state }) => state === "done")) return;
    await new Promise((pass) => setTimeout(pass, EVERY));
  }
}

/** The network may be away for a moment: that is for the next time. */
function unlessRefused(no: unknown): null {
  if (no instanceof Refusal && no.status === 0) return null;
  throw no;
}

whenForgotten(() => {
  run.value = trialProblem.value = null;
});
