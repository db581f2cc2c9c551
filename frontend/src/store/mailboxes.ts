/** The mailboxes one sends from and receives in, and how fetching goes. */
import { computed, signal } from "@preact/signals";
import { get, post, put, Refusal, remove } from "../net/api";
import type { Boxes, BoxSettings, BoxView, StepFailed } from "../protocol";
import { afresh } from "./afresh";
import { type Answer, done } from "./done";
import { whenForgotten } from "./state";

/** A little more than the server gives another one to answer: bridge/boxes/checking.py PATIENCE. */
const CHECKING = 30_000;

/** What the server says; null: not known yet. */
export const mailboxes = signal<Boxes | null>(null);
export const health = computed(() => mailboxes.value?.health ?? null);

/** False: it could not be read; what was known stays. */
export const loadMailboxes = afresh(async () => {
  try {
    mailboxes.value = await get("/api/mail/boxes", {});
    return true;
  } catch {
    return false;
  }
});

/** In lower case: to these one does not answer. */
export function myAddresses(): string[] {
  return mailboxes.peek()?.boxes.map(({ address }) => address.toLowerCase()) ?? [];
}

export function boxOf(id: string | null): BoxView | undefined {
  const boxes = mailboxes.value?.boxes ?? [];
  return boxes.find((box) => box.id === id) ?? boxes[0];
}

/** Null: a new one. */
export function saveBox(box: string | null, settings: BoxSettings): Answer {
  const saved = box === null ? post("/api/mail/boxes", { body: settings }) : put("/api/mail/boxes/{box}", { path: { box }, body: settings });
  return done(saved.then(loadMailboxes));
}

export function giveUpBox(box: string): Answer {
  return done(remove("/api/mail/boxes/{box}", { path: { box } }).then(loadMailboxes));
}

/** The first step that fails; null: all of it works. `problem`: it could not be tried. */
export async function checkBox(settings: BoxSettings): Promise<{ failed: StepFailed | null; problem: string | null }> {
  try {
    return { failed: (await post("/api/mail/boxes/check", { body: settings }, { patience: CHECKING })).failed, problem: null };
  } catch (no) {
    if (no instanceof Refusal) return { failed: null, problem: no.message };
    throw no;
  }
}

whenForgotten(() => (mailboxes.value = null));
