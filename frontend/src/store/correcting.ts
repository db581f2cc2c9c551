/** What one is about to do to a message: correct it where one writes, or be asked about something final. */
import { signal } from "@preact/signals";
import type { Entry, MessageBody } from "../protocol";
import type { Joined } from "./along";
import { whenForgotten } from "./state";

/** `said`: when. `text`: the words as they are being corrected. `had`: files that stay with the first version. */
export type Correcting = { conversation: string; seq: number; said: string; text: string; files: Joined[]; had: boolean };
export type Act = { what: "cancel" | "mask" | "report"; conversation: string; seq: number };

export const correcting = signal<Correcting | null>(null);
export const act = signal<Act | null>(null);

export function beginCorrecting(conversation: string, { seq, at }: Entry, { text, files }: MessageBody): void {
  correcting.value = { conversation, seq, said: at, text, files: [], had: files.length > 0 };
}

whenForgotten(() => {
  correcting.value = null;
  act.value = null;
});
