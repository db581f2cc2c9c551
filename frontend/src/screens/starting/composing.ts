/** The conversation being prepared. It outlives the page it is written on, never the session. */
import { signal } from "@preact/signals";
import type { Chosen } from "../patient/PatientChooser";
import { whenForgotten } from "../../store/state";
import { forgetPicking, picking } from "./picking";

/** With me. */
export const PEOPLE_MAX = 100;

export const composing = picking({ most: PEOPLE_MAX - 1 });
export const { chosen, toggle } = composing;
export const about = signal<Chosen | null>(null);
export const subject = signal("");
export const firstMessage = signal("");

export function forgetComposing(): void {
  forgetPicking(composing);
  about.value = null;
  subject.value = "";
  firstMessage.value = "";
}

whenForgotten(forgetComposing);
