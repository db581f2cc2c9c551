/** The conversation being prepared. It outlives the page it is written on, never the session. */
import { signal } from "@preact/signals";
import type { Person } from "../../protocol";
import type { Chosen } from "../patient/PatientChooser";
import { search } from "./search";

/** With me. */
export const PEOPLE_MAX = 100;

export const letters = signal("");
export const chosen = signal<Person[]>([]);
export const about = signal<Chosen | null>(null);
export const subject = signal("");
export const firstMessage = signal("");

export function isChosen(person: Person): boolean {
  return chosen.value.some(({ id }) => id === person.id);
}

export function toggle(person: Person): void {
  if (isChosen(person)) chosen.value = chosen.value.filter(({ id }) => id !== person.id);
  else if (chosen.value.length < PEOPLE_MAX - 1) chosen.value = [...chosen.value, person];
}

export function forgetComposing(): void {
  search("");
  letters.value = "";
  chosen.value = [];
  about.value = null;
  subject.value = "";
  firstMessage.value = "";
}
