/** The conversation being prepared. It outlives the page it is written on, never the session. */
import { signal } from "@preact/signals";
import type { Chosen } from "../patient/PatientChooser";
import { picking } from "./picking";
import { search } from "./search";

/** With me. */
export const PEOPLE_MAX = 100;

export const composing = picking({ most: PEOPLE_MAX - 1 });
export const { letters, chosen, toggle } = composing;
export const about = signal<Chosen | null>(null);
export const subject = signal("");
export const firstMessage = signal("");

export function forgetComposing(): void {
  search("");
  letters.value = "";
  chosen.value = [];
  about.value = null;
  subject.value = "";
  firstMessage.value = "";
}
