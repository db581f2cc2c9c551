/** What is being written, per conversation: kept sealed, so that it survives reload, crash and lock. */
import { signal } from "@preact/signals";
import { type Along, isNothing, NOTHING } from "./along";
import { mine, whenForgotten, whenLocking } from "./state";
import { tellTabs } from "./tabs";
import { sayTyping } from "./typing";
import { discard, everything, keep } from "./vault";

const PAUSE = 300;

export type Draft = { text: string; along: Along };

export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
const keptAt = new Map<string, Promise<number>>();
const unsaved = new Map<string, ReturnType<typeof setTimeout>>();
const saving = new Set<string>();

export function draftOf(conversation: string): Draft {
  return drafts.value.get(conversation) ?? { text: "", along: NOTHING };
}

/** Keeps the draft, and says « écrit ». */
export function write(conversation: string, text: string): void {
  const before = draftOf(conversation);
  if (before.text === text) return;
  putDraft(conversation, { ...before, text });
  if (text) sayTyping(conversation);
}

/** Changes what is to go along with the words. */
export function putAlong(conversation: string, change: Partial<Along>): void {
  const { text, along } = draftOf(conversation);
  putDraft(conversation, { text, along: { ...along, ...change } });
}

/** Null: nothing is being written any more. */
export function putDraft(conversation: string, draft: Draft | null): void {
  const next = new Map(drafts.value);
  const holds = draft !== null && (draft.text !== "" || !isNothing(draft.along));
  if (holds) next.set(conversation, draft);
  else next.delete(conversation);
  drafts.value = next;
  // The next letter does not put it off: who types without a pause would keep nothing.
  if (holds && unsaved.has(conversation)) return;
  clearTimeout(unsaved.get(conversation));
  unsaved.set(conversation, setTimeout(() => save(conversation), holds ? PAUSE : 0));
}

/** The page may be about to go. */
export function saveDrafts(): void {
  for (const [conversation, timer] of unsaved) {
    clearTimeout(timer);
    save(conversation);
  }
}

/** At the start, and whenever another tab has kept one: what is being written here stays. */
export async function loadDrafts(): Promise<void> {
  const whose = mine();
  const found = await everything<{ conversation: string; text: string; along?: Along }>("drafts");
  if (mine() !== whose) return; // they left meanwhile
  const next = new Map<string, Draft>();
  for (const { at, value } of found) {
    if (isBeingKept(value.conversation)) continue;
    next.set(value.conversation, { text: value.text, along: { ...NOTHING, ...value.along } });
    // Two tabs may have kept one each: the last stays.
    const before = keptAt.get(value.conversation);
    if (before) void before.then((old) => (old === at ? undefined : discard("drafts", old)));
    keptAt.set(value.conversation, Promise.resolve(at));
  }
  for (const [conversation, draft] of drafts.value) if (isBeingKept(conversation)) next.set(conversation, draft);
  drafts.value = next;
}

function isBeingKept(conversation: string): boolean {
  return unsaved.has(conversation) || saving.has(conversation);
}

function save(conversation: string): void {
  unsaved.delete(conversation);
  const draft = drafts.value.get(conversation);
  const before = keptAt.get(conversation);
  if (draft === undefined) {
    keptAt.delete(conversation);
    void settled(conversation, before?.then((at) => discard("drafts", at)));
  } else {
    const kept = replace(before, { conversation, ...draft });
    keptAt.set(conversation, kept);
    void settled(conversation, kept);
  }
}

async function replace(before: Promise<number> | undefined, value: unknown): Promise<number> {
  return keep("drafts", value, await before);
}

/** Two tabs on one conversation show one draft: what was written last. */
async function settled(conversation: string, done: Promise<unknown> | undefined): Promise<void> {
  saving.add(conversation);
  await done?.catch(() => {}); // the vault was locked meanwhile
  saving.delete(conversation);
  tellTabs({ type: "drafts_changed" });
}

whenLocking(() => {
  saveDrafts();
  return Promise.allSettled(keptAt.values());
});

whenForgotten(() => {
  for (const timer of unsaved.values()) clearTimeout(timer);
  unsaved.clear();
  keptAt.clear();
  drafts.value = new Map();
});
