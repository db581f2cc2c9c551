/** Courriers being written: several, each sealed in this browser, so that they survive reload, crash and lock. */
import { computed, signal } from "@preact/signals";
import type { Entry, FoundAddress, Letter, NewLetter, PatientView } from "../protocol";
import { checkAddress } from "./addresses";
import type { Joined } from "./along";
import { addressed, answering, parted, replacing, type Whom } from "./letterBeginnings";
import { me, mine, whenForgotten, whenLocking } from "./state";
import { hearTabs, tellTabs } from "./tabs";
import { discard, everything, keep } from "./vault";

/** A file of a conversation that goes with it again. */
export type Attached = { id: string; name: string; size: number };

export type LetterDraft = {
  id: string; // also its own name for the server: the same courrier never leaves twice
  at: string; // when it was last changed
  box: string | null;
  conversation: string | null;
  answers: number | null;
  replaces: number | null;
  to: FoundAddress[];
  cc: FoundAddress[];
  subject: string;
  text: string;
  files: Joined[];
  attached: Attached[];
  exports: Attached[]; // conversations as PDF
  origin: NewLetter["origin"];
  forwarded: string; // what the server will put under the text, of what is passed on
  about: PatientView | null; // whom it is about: one is asked before another's name leaves
  receipt: boolean;
  closes: boolean;
};

export const NOTHING_WRITTEN: Omit<LetterDraft, "id" | "at"> = {
  box: null,
  conversation: null,
  answers: null,
  replaces: null,
  to: [],
  cc: [],
  subject: "",
  text: "",
  files: [],
  attached: [],
  exports: [],
  origin: null,
  forwarded: "",
  about: null,
  receipt: false,
  closes: false,
};

const PAUSE = 300;
const drafts = signal<ReadonlyMap<string, LetterDraft>>(new Map());
const ready = signal(false);
const keptAt = new Map<string, Promise<number>>();
const unsaved = new Map<string, ReturnType<typeof setTimeout>>();
const saving = new Set<string>();
const sealed = new Set<string>(); // those this browser holds, as far as is known here
const gone = new Set<string>(); // discarded here
let changes = 0;

/** They were read: what is not among them is nowhere in this browser. */
export const draftsReady = computed(() => ready.value);

/** The last changed first. */
export const letterDrafts = computed(() => [...drafts.value.values()].sort((one, other) => other.at.localeCompare(one.at)));

export function letterDraft(id: string): LetterDraft | undefined {
  return drafts.value.get(id);
}

/** Begins one. Nothing is kept of it until something is written. */
export function beginLetter(given: Partial<LetterDraft> = {}): string {
  const draft = { ...NOTHING_WRITTEN, ...given, id: crypto.randomUUID(), at: new Date().toISOString() };
  put(draft);
  if (!isEmpty(draft)) saveSoon(draft.id);
  return draft.id;
}

export function changeLetter(id: string, change: Partial<LetterDraft>): void {
  const before = drafts.peek().get(id);
  if (before === undefined) return;
  put({ ...before, ...change, at: new Date().toISOString() });
  saveSoon(id);
}

/** It left, or is not wanted any more. */
export function discardLetter(id: string): void {
  clearTimeout(unsaved.get(id));
  unsaved.delete(id);
  const next = new Map(drafts.peek());
  next.delete(id);
  drafts.value = next;
  const kept = keptAt.get(id);
  keptAt.delete(id);
  gone.add(id);
  void kept?.then((at) => discard("letters", at)).then(tellOthers, () => {});
}

export function isEmpty({ to, cc, subject, text, files, attached, exports, forwarded }: LetterDraft): boolean {
  return [to, cc, subject, text, files, attached, exports, forwarded].every((one) => one.length === 0);
}

/** All that it will say. */
export function wholeText({ text, forwarded }: LetterDraft): string {
  return forwarded ? `${text.trimEnd()}\n\n${forwarded}`.trimStart() : text;
}

/** All that goes with it. */
export function enclosedIn({ files, attached, exports }: LetterDraft): (Joined | Attached)[] {
  return [...files, ...attached, ...exports];
}

/**
 * Before a screen that shows them, and whenever another tab has kept one: what is being written here
 * stays, what was sent or discarded there is gone.
 */
export async function loadLetterDrafts(): Promise<void> {
  const [whose, found] = [mine(), await readVault()];
  if (mine() !== whose) return; // they left meanwhile: nothing of theirs is held any more
  const next = new Map([...drafts.peek()].filter(([id]) => isBeingKept(id) || !sealed.has(id)));
  sealed.clear();
  for (const { at, value } of found) {
    sealed.add(value.id);
    if (isBeingKept(value.id) || gone.has(value.id)) continue;
    next.set(value.id, { ...NOTHING_WRITTEN, ...value });
    keptAt.set(value.id, Promise.resolve(at));
  }
  drafts.value = next;
  ready.value = true;
}

/** What was read before a change knows nothing of it: what was just written would go. */
async function readVault(): Promise<{ at: number; value: LetterDraft }[]> {
  let found: { at: number; value: LetterDraft }[];
  let before: number;
  do {
    before = changes;
    found = await everything<LetterDraft>("letters").catch(() => []);
  } while (changes !== before);
  return found;
}

function isBeingKept(id: string): boolean {
  return unsaved.has(id) || saving.has(id);
}

export function draftAnswer(conversation: string, entry: Entry, letter: Letter, whom: Whom, own: readonly string[] = []): string {
  return beginLetter(answering(conversation, entry, letter, whom, own));
}

export function draftReplacing(conversation: string, entry: Entry, letter: Letter): string {
  return beginLetter(replacing(conversation, entry, letter));
}

/** Those one answers may write from anywhere: where nothing of health may go is told as of an address typed. */
export async function askIfSecure(id: string): Promise<void> {
  const asked = [...(letterDraft(id)?.to ?? []), ...(letterDraft(id)?.cc ?? [])].filter(({ addressee }) => !addressee.patient);
  const answers = await Promise.all(asked.map(({ addressee: { address, name } }) => checkAddress(address, name)));
  const insecure = new Set(answers.flatMap(({ found }) => (found && !found.secure ? found.addressee.address.toLowerCase() : [])));
  const told = (one: FoundAddress) => (insecure.has(one.addressee.address.toLowerCase()) ? { ...one, secure: false } : one);
  const draft = letterDraft(id);
  if (draft && insecure.size > 0) changeLetter(id, { to: draft.to.map(told), cc: draft.cc.map(told) });
}

/** What was taken back before it left is a draft again. */
export function draftAgain(conversation: string, letter: Letter): string {
  const { text, subject, files, recipients, receipt_wanted, closes, origin, answers, replaces } = letter;
  const [to, cc] = [recipients.filter((one) => !one.copy_only), recipients.filter((one) => one.copy_only)];
  const again = { subject, ...parted(text, Boolean(origin?.seqs.length)), attached: files.map(({ id, name, size }) => ({ id, name, size })), receipt: receipt_wanted, closes, origin };
  return beginLetter({ ...again, conversation, answers, replaces, to: to.map(addressed), cc: cc.map(addressed) });
}

function put(draft: LetterDraft): void {
  drafts.value = new Map(drafts.peek()).set(draft.id, draft);
}

/** The next letter does not put it off: who types without a pause would keep nothing. */
function saveSoon(id: string): void {
  if (!unsaved.has(id)) unsaved.set(id, setTimeout(() => save(id), PAUSE));
}

function save(id: string): void {
  clearTimeout(unsaved.get(id));
  unsaved.delete(id);
  const draft = drafts.peek().get(id);
  if (draft === undefined) return;
  const before = keptAt.get(id);
  const kept = (async () => keep("letters", draft, await before))();
  keptAt.set(id, kept);
  void settled(id, kept);
}

async function settled(id: string, kept: Promise<number>): Promise<void> {
  saving.add(id);
  const at = await kept.catch(() => 0); // the vault was locked meanwhile
  if (keptAt.get(id) === kept) saving.delete(id);
  if (at > 0) sealed.add(id);
  tellOthers();
}

/** Two tabs show one draft: what was written last. */
function tellOthers(): void {
  changes += 1;
  tellTabs({ type: "letters_changed" });
}

export function saveLetters(): void {
  for (const id of [...unsaved.keys()]) save(id);
}

/** Until it is sealed: « Enregistrer le brouillon » says so only then. */
export async function saveLetter(id: string): Promise<boolean> {
  save(id);
  return (await keptAt.get(id)?.catch(() => 0) ?? 0) > 0;
}

hearTabs(({ type }) => type === "letters_changed" && me.peek() && void loadLetterDrafts());
window.addEventListener("pagehide", saveLetters);
document.addEventListener("visibilitychange", () => document.hidden && saveLetters());

whenLocking(() => {
  saveLetters();
  return Promise.allSettled(keptAt.values());
});

whenForgotten(() => {
  for (const timer of unsaved.values()) clearTimeout(timer);
  unsaved.clear();
  keptAt.clear();
  for (const known of [saving, sealed, gone]) known.clear();
  drafts.value = new Map();
  ready.value = false;
});
