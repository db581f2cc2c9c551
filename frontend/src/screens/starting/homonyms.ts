/** People found, with those who bear the same name brought together: they must be told apart. */
import type { FoundPerson } from "../../protocol";

export type Group = { name: string; people: FoundPerson[] };

export function grouped(people: FoundPerson[]): Group[] {
  const groups = new Map<string, Group>();
  for (const found of people) {
    const name = `${found.person.given_name} ${found.person.family_name}`;
    const group = groups.get(folded(name)) ?? { name, people: [] };
    group.people.push(found);
    groups.set(folded(name), group);
  }
  return [...groups.values()];
}

/** Without accents, capitals or hyphens: what a search forgives. */
export function folded(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[-’']/g, " ").toLowerCase();
}

export type Marked = { text: string; found: boolean };

/** The name cut where the typed words begin its parts. */
export function marked(name: string, letters: string): Marked[] {
  const words = folded(letters).split(" ").filter(Boolean);
  return name.split(/(?<=[\s\u00a0-])/).flatMap((part) => {
    const length = Math.max(0, ...words.map((word) => (folded(part).startsWith(word) ? word.length : 0)));
    return [
      { text: part.slice(0, length), found: true },
      { text: part.slice(length), found: false },
    ].filter(({ text }) => text !== "");
  });
}
