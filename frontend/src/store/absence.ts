/** My absence, as the server knows it. Undefined: not known yet. */
import { signal } from "@preact/signals";
import { get, post, Refusal, remove } from "../net/api";
import type { Absence } from "../protocol";
import { whenForgotten } from "./state";

export const myAbsence = signal<Absence | null | undefined>(undefined);

export function loadAbsence(): Promise<string | null> {
  return orWhyNot(async () => (await get("/api/absence", {})).absence);
}

export function sayAbsence(from_on: string, until_on: string, stand_in: string | null): Promise<string | null> {
  return orWhyNot(async () => (await post("/api/absence", { body: { from_on, until_on, stand_in } })).absence);
}

export function endAbsence(): Promise<string | null> {
  return orWhyNot(async () => {
    await remove("/api/absence", {});
    return null;
  });
}

/** Null when it is done. */
async function orWhyNot(ask: () => Promise<Absence | null>): Promise<string | null> {
  try {
    myAbsence.value = await ask();
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

whenForgotten(() => {
  myAbsence.value = undefined;
});
