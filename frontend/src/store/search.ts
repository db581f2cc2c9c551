/** What is looked for: in memory only, as it may be a patient's name. finding.ts asks, once it is needed. */
import { computed, signal } from "@preact/signals";
import type { PatientView, Person } from "../protocol";
import { whenForgotten } from "./state";

export type Asked = {
  words: string;
  person: Person | null;
  patient: PatientView | null;
  since: string; // a day, as a date field gives it; empty: any
  until: string;
  withFiles: boolean;
  superseded: boolean;
};

const NOTHING: Asked = { words: "", person: null, patient: null, since: "", until: "", withFiles: false, superseded: false };

export const asked = signal<Asked>(NOTHING);
/** On a phone the box is opened by a button. */
export const boxOpen = signal(false);

/** The results take the place of the list. */
export const searching = computed(() => asked.value.words.trim() !== "" || isNarrowed(asked.value));

export function ask(change: Partial<Asked>): void {
  asked.value = { ...asked.peek(), ...change };
}

export function stopSearching(): void {
  asked.value = NOTHING;
  boxOpen.value = false;
}

export function isNarrowed({ person, patient, since, until, withFiles, superseded }: Asked): boolean {
  return Boolean(person ?? patient ?? (since || until)) || withFiles || superseded;
}

whenForgotten(stopSearching);
