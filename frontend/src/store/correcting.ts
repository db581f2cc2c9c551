/** What one is about to do to a message: correct it where one writes, or be asked about something final. */
import { signal } from "@preact/signals";
import { whenForgotten } from "./state";

/** `said`: when. `written`: the words as they are being corrected. */
export type Correcting = { conversation: string; seq: number; said: string; text: string };
export type Act = { what: "cancel" | "mask" | "report"; conversation: string; seq: number };

export const correcting = signal<Correcting | null>(null);
export const act = signal<Act | null>(null);

whenForgotten(() => {
  correcting.value = null;
  act.value = null;
});
