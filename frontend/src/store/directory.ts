/** Who was found in the directory: the last question's answer only, and never kept in this browser. */
import { signal } from "@preact/signals";
import { Refusal } from "../net/api";
import type { FoundCriterion, FoundPerson } from "../protocol";
import { findPeople } from "./people";
import { whenForgotten } from "./state";

export type Asked = { letters: string; narrowed: FoundCriterion[]; withAccount: boolean };
export type Answer = { asked: Asked | null; people: FoundPerson[]; more: boolean; page: number; failed: boolean; problem: string | null };

const NOTHING: Answer = { asked: null, people: [], more: false, page: 1, failed: false, problem: null };
const LETTERS_AT_LEAST = 3;
/** A person types a letter every 150 ms or so: one question when the hand rests. */
const REST = 120;

export const found = signal<Answer>(NOTHING);
/** Those who were found lately: with what is said of them beside their name. */
export const known = new Map<string, FoundPerson>();
let timer = 0;

export function look(asked: Asked): void {
  clearTimeout(timer);
  if (!isEnough(asked)) {
    found.value = NOTHING;
    return;
  }
  timer = window.setTimeout(() => void ask(asked, 1, timer), REST);
}

export function lookFurther(): void {
  const { asked, page } = found.value;
  if (asked) void ask(asked, page + 1, timer);
}

export function stopLooking(): void {
  clearTimeout(timer);
  timer = 0;
  found.value = NOTHING;
}

async function ask(asked: Asked, page: number, mine: number): Promise<void> {
  const narrowed = asked.narrowed.map(({ key }) => key);
  try {
    const got = await findPeople({ letters: asked.letters.trim(), narrowed, with_account: asked.withAccount, page });
    if (mine !== timer) return;
    learn(got.people);
    const before = page > 1 ? found.value.people : [];
    found.value = { ...NOTHING, asked, page, people: [...before, ...got.people], more: got.more };
  } catch (no) {
    if (mine !== timer) return;
    const problem = no instanceof Refusal && no.status !== 0 ? no.message : null;
    found.value = { ...NOTHING, asked, failed: true, problem };
  }
}

export function learn(people: FoundPerson[]): void {
  for (const one of people) known.set(one.person.id, one);
}

function isEnough({ letters, narrowed }: Asked): boolean {
  return narrowed.length > 0 || (letters.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LETTERS_AT_LEAST;
}

whenForgotten(() => {
  stopLooking();
  known.clear();
});
