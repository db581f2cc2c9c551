/** A notification was pressed that is for another than the one they act for: nothing opens before they say so. */
import { signal } from "@preact/signals";
import { whenForgotten } from "./state";

/** `role`: null for themselves. */
export type Elsewhere = { notice: string; answer: boolean; role: string | null };

export const elsewhere = signal<Elsewhere | null>(null);

whenForgotten(() => {
  elsewhere.value = null;
});
