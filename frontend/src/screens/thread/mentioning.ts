/** Naming people with @: what is being typed, who it may be, and where names stand in a text. Pure. */
import type { Person } from "../../protocol";
import { plainName } from "../people";

const ASKED = /(?:^|[\s(«'’])@([\p{L}\p{M}'’\- ]{0,60})$/u;
const NAMED_MOST = 8;

/** What is being typed after the last @, up to the caret. */
export function askedAt(text: string, caret: number): { from: number; letters: string } | null {
  const letters = ASKED.exec(text.slice(0, caret))?.[1];
  return letters === undefined ? null : { from: caret - letters.length - 1, letters };
}

/** Whose given or family name begins so. Accents and capitals do not matter. */
export function thoseNamed(letters: string, people: readonly Person[]): Person[] {
  const asked = folded(letters);
  const begins = (person: Person) =>
    [`${person.given_name} ${person.family_name}`, `${person.family_name} ${person.given_name}`].some((name) =>
      folded(name).startsWith(asked),
    );
  return people.filter(begins).slice(0, NAMED_MOST);
}

/** « @Nadia Benali » */
export function mentionOf(person: Person): string {
  return `@${plainName(person)}`;
}

/** The text with this person named in place of what was typed, and where the caret goes. */
export function withMention(text: string, asked: { from: number; letters: string }, person: Person) {
  const before = `${text.slice(0, asked.from)}${mentionOf(person)} `;
  const rest = text.slice(asked.from + 1 + asked.letters.length).replace(/^ /, "");
  return { text: before + rest, caret: before.length };
}

/** Those the text names. Of several who bear one name, those who were chosen. */
export function mentionsIn(text: string, people: readonly Person[], chosen: readonly string[]): string[] {
  const there = people.filter((person) => cut(text, [person]).some(({ person: named }) => named));
  const alone = (person: Person) => there.filter((other) => mentionOf(other) === mentionOf(person)).length === 1;
  return there.filter((person) => alone(person) || chosen.includes(person.id)).map(({ id }) => id);
}

export type Cut = { text: string; person?: Person };

/** Cuts a text at the names of these people, the longest name first. */
export function cut(text: string, people: readonly Person[]): Cut[] {
  const names = people.toSorted((one, other) => mentionOf(other).length - mentionOf(one).length);
  const pieces: Cut[] = [];
  let plain = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const person = names.find((one) => standsAt(text, at, mentionOf(one)));
    if (!person) continue;
    if (at > plain) pieces.push({ text: text.slice(plain, at) });
    plain = at + mentionOf(person).length;
    pieces.push({ text: text.slice(at, plain), person });
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain) });
  return pieces;
}

/** A longer name is another name. */
function standsAt(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !/[\p{L}\p{M}]/u.test(text.charAt(at + name.length));
}

function folded(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}
