/** What goes along with the words of a message: what it answers, whom it names, what it asks. Pure. */
import type { NewRequest } from "../protocol";

/** `request` with nobody in it: whom to ask is still being chosen. */
export type Along = { quote: number | null; mentions: string[]; request: NewRequest | null };

export const NOTHING: Along = { quote: null, mentions: [], request: null };

/** Nothing that would be missed: who is named is found in the words. */
export function isNothing({ quote, request }: Along): boolean {
  return quote === null && request === null;
}
