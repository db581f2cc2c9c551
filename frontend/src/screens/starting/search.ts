/** What the letters typed have found, the last question's answer only. */
import { signal } from "@preact/signals";
import type { Person } from "../../protocol";
import { findPeople } from "../../store/starting";

export type Found = { letters: string; people: Person[]; failed: boolean };

export const found = signal<Found>({ letters: "", people: [], failed: false });

/** The directory answers from so many letters on. */
const LETTERS_AT_LEAST = 2;

/** More than these, and one has to say more of the name. */
export const FOUND_MOST = 20;

/** A person types a letter every 150 ms or so: one question when the hand rests. */
const REST = 120;
let timer = 0;

export function search(typed: string): void {
  clearTimeout(timer);
  const letters = typed.trim();
  if (letters.replace(/\s/g, "").length < LETTERS_AT_LEAST) {
    found.value = { letters: "", people: [], failed: false };
    return;
  }
  timer = window.setTimeout(() => void ask(letters, timer), REST);
}

async function ask(letters: string, mine: number): Promise<void> {
  try {
    const people = await findPeople(letters, FOUND_MOST);
    if (mine === timer) found.value = { letters, people, failed: false };
  } catch {
    if (mine === timer) found.value = { letters, people: [], failed: true };
  }
}
