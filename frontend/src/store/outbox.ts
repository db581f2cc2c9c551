/** Written, not accepted yet: sent in order, sent again after a loss, never twice. */
import { computed, signal } from "@preact/signals";
import type { Entry } from "../protocol";
import { type Along, type Joined, NOTHING } from "./along";
import { checkLine, connected, say } from "./connection";
import { putDraft } from "./drafts";
import { afterFailure, afterLoss, afterRefusal, isHeldBack, type Item, merged, ready, restOf } from "./queue";
import { mine, whenForgotten, whenLocking } from "./state";
import { isLeading, takeTheLead, tellTabs } from "./tabs";
import { stopTyping } from "./typing";
import { areUp, letGo, problemIn, recall, uploads } from "./uploads";
import { discard, everything, keep } from "./vault";

export type Pending = {
  id: string;
  text: string;
  along: Along;
  composed_at: string;
  state: "sending" | "waiting" | "failed";
  attempts: number;
  problem: string | null;
};

const DOUBT = 2_000; // without an answer, before asking whether the line is alive
const PATIENCE = 10_000; // for an answer, while it is

const items = signal<readonly Item[]>([]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const keeping = new Set<string>();
let keepingLast = Promise.resolve();
let loading: Promise<void> | null = null;
let changes = 0;
let whenStored = (_conversation: string): boolean => false;

export const unsent = computed(() => items.value.filter(({ phase }) => phase !== "stored").length);
export const failedIn = computed<ReadonlySet<string>>(
  () => new Set(items.value.filter(({ failed }) => failed).map(({ conversation }) => conversation)),
);

/** My messages for this conversation that are not in its thread yet, in order. */
export function pendingIn(conversation: string): Pending[] {
  return items.value.filter((item) => item.conversation === conversation).map(shown);
}

/** Also clears the draft. */
export function send(conversation: string, written: string, along = NOTHING): void {
  const text = written.replaceAll("\0", ""); // the server cannot hold it
  if (!text.trim() && along.files.length === 0) return;
  putDraft(conversation, null);
  stopTyping();
  const id = crypto.randomUUID();
  const composed_at = new Date().toISOString();
  const untried = { attempts: 0, failed: false, problem: null, phase: "ready" as const };
  const item: Item = { id, at: 0, conversation, text, along, composed_at, ...untried };
  items.value = [...items.value, item];
  keeping.add(id);
  takeTheLead();
  // Kept before it leaves: a page that crashes meanwhile finds it again.
  void keepItem(item).then(sendReady);
}

export function retry(id: string): void {
  const item = items.value.find((one) => one.id === id);
  if (item === undefined) return;
  takeTheLead();
  change({ ...item, phase: "ready", failed: false, attempts: 0, problem: null });
  sendReady();
}

/** « Modifier » : it leaves the outbox, and goes back to the draft with all that it held. */
export function takeBack(id: string): string {
  const item = items.value.find((one) => one.id === id);
  if (item === undefined || item.phase === "flying" || item.phase === "stored") return "";
  drop(item);
  putDraft(item.conversation, { text: item.text, along: item.along });
  sendReady();
  return item.text;
}

/** What may leave leaves, if this is the tab that sends. */
export function sendReady(): void {
  if (!isLeading() || !connected.value) return;
  for (const item of ready(items.value)) if (!keeping.has(item.id) && mayFly(item.along.files)) fly(item);
}

/** A message leaves with all of its files or not at all. */
function mayFly(files: readonly Joined[]): boolean {
  recall(files);
  return areUp(files);
}

/** A file is there: its message may leave; or never will be: it is for a person to decide. */
function filesMoved(): void {
  for (const item of items.peek()) {
    const problem = item.failed ? null : problemIn(item.along.files);
    if (problem) change({ ...item, phase: "ready", failed: true, problem });
  }
  if (items.peek().some(({ along }) => along.files.length > 0)) sendReady();
}

/** Stored by the server. It is shown as sent when its entry is in the thread. */
export function accepted(ref: string): boolean {
  const item = items.value.find((one) => one.id === ref);
  if (item === undefined) return false;
  if (whenStored(item.conversation)) settle(item);
  else isThere(item);
  sendReady();
  return true;
}

export function refused(ref: string, code: string, problem: string): boolean {
  const item = items.value.find((one) => one.id === ref);
  if (item === undefined) return false;
  if (item.phase === "flying") rest(afterRefusal(item, code, problem));
  return true;
}

/** An entry of mine is there: its message needs no answer any more. */
export function arrived(entries: readonly Entry[]): void {
  for (const { party, what } of entries) {
    if (party !== mine() || what.type !== "message_posted") continue;
    const item = items.value.find(({ id }) => id === what.client_id);
    if (item) isThere(item);
  }
  sendReady();
}

/** The line went down. */
export function lineLost(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  items.value = items.value.map(afterLoss);
}

/** At the start, and whenever another tab has changed it. */
export function loadOutbox(): Promise<void> {
  changes += 1;
  loading ??= readVault().finally(() => (loading = null));
  return loading;
}

async function readVault(): Promise<void> {
  let kept: { at: number; value: Item }[];
  let before: number;
  // What was read before a change knows nothing of it: a message would vanish, or come back.
  do {
    before = changes;
    kept = await everything<Item>("outbox");
  } while (changes !== before);
  items.value = merged(kept.map(({ at, value }) => ({ ...value, at })), items.value);
  sendReady();
}

/** Asked of a conversation whose message is stored: is it open, so that its entry will come? */
export function askWhenStored(isOpen: (conversation: string) => boolean): void {
  whenStored = isOpen;
}

function fly(item: Item): void {
  const { id, conversation, text, along, composed_at } = item;
  if (!say({ type: "send_message", id, conversation, text, composed_at, ...along, files: along.files.map((file) => file.id) })) return;
  replace({ ...item, phase: "flying" });
  wait(id, DOUBT, () => {
    checkLine();
    wait(id, PATIENCE - DOUBT, (late) => rest(afterFailure(late, late.problem)));
  });
}

/** Not this time: again in a moment, or never again by itself. */
function rest(item: Item): void {
  change(item);
  if (item.phase === "resting") {
    wait(item.id, restOf(item), (rested) => {
      replace({ ...rested, phase: "ready" });
      sendReady();
    });
  } else wait(item.id, 0, () => sendReady());
}

function settle(item: Item): void {
  void forgetKept(item);
  replace({ ...item, phase: "stored" });
  wait(item.id, PATIENCE, isThere);
}

/** Its files need no thought here any more. */
function isThere(item: Item): void {
  drop(item);
  letGo(item.along.files);
}

function drop(item: Item): void {
  clearTimeout(timers.get(item.id));
  timers.delete(item.id);
  changes += 1;
  items.value = items.value.filter((one) => one.id !== item.id);
  if (item.phase !== "stored") void forgetKept(item);
}

function wait(id: string, time: number, then: (item: Item) => void): void {
  clearTimeout(timers.get(id));
  const due = (): void => {
    const item = items.value.find((one) => one.id === id);
    if (item) then(item);
  };
  timers.set(id, setTimeout(due, time));
}

function replace(item: Item): void {
  items.value = items.value.map((one) => (one.id === item.id ? item : one));
}

/** A change that a reload must find again. */
function change(item: Item): void {
  replace(item);
  if (!keeping.has(item.id)) void keepItem(item);
}

/** One after the other: the vault's order is the order they were written in. */
function keepItem(item: Item): Promise<void> {
  keepingLast = keepingLast.then(() => keepOne(item));
  return keepingLast;
}

async function keepOne(item: Item): Promise<void> {
  const at = await keep("outbox", { ...item, phase: "ready" }, item.at);
  keeping.delete(item.id);
  changes += 1;
  const now = items.value.find((one) => one.id === item.id);
  if (now) replace({ ...now, at });
  else await discard("outbox", at); // taken back meanwhile
  tellTabs({ type: "outbox_changed" });
}

async function forgetKept(item: Item): Promise<void> {
  await discard("outbox", item.at);
  tellTabs({ type: "outbox_changed" });
}

function shown(item: Item): Pending {
  const { id, text, along, composed_at, attempts, problem } = item;
  return { id, text, along, composed_at, attempts, problem, state: stateOf(item) };
}

function stateOf(item: Item): Pending["state"] {
  if (item.failed) return "failed";
  if (item.phase === "stored" || item.phase === "flying") return "sending";
  const waits = !connected.value || item.phase === "resting" || isHeldBack(items.value, item);
  return waits ? "waiting" : "sending";
}

uploads.subscribe(filesMoved);

whenLocking(() => keepingLast);

whenForgotten(() => {
  lineLost();
  keeping.clear();
  changes += 1;
  items.value = [];
});
