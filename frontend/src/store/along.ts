/** What goes along with the words of a message: what it answers, whom it names, what it asks, its files. Pure. */
import type { NewRequest } from "../protocol";

/** A file chosen for a message, under this browser's own id for its upload. `name`: as it was chosen. */
export type Joined = { id: string; name: string; size: number };

/** `request` with nobody in it: whom to ask is still being chosen. */
export type Along = { quote: number | null; mentions: string[]; request: NewRequest | null; files: Joined[] };

export const NOTHING: Along = { quote: null, mentions: [], request: null, files: [] };

/** Nothing that would be missed: who is named is found in the words. */
export function isNothing({ quote, request, files }: Along): boolean {
  return quote === null && request === null && files.length === 0;
}
