/** How people are named. A title never leaves its name. */
import type { Entry, Member, Person, Row } from "../protocol";
import { fr } from "../fr";
import { patientName } from "./patients";

/** « Dr Claire Vasseur » */
export function fullName(person: Person): string {
  const name = plainName(person);
  return person.title ? `${person.title}\u00a0${name}` : name;
}

/** A role has but one name. */
export function plainName({ given_name, family_name }: Person): string {
  return given_name ? `${given_name} ${family_name}` : family_name;
}

/** « C. Vasseur » */
export function shortName({ given_name, family_name }: Person): string {
  return given_name ? `${given_name.charAt(0)}.\u00a0${family_name}` : family_name;
}

/** « Secrétariat cardiologie (S. Petit) »: a role is never shown to act without who acted as it. */
export function signed(name: string, hand: Person | null): string {
  return hand ? `${name} (${shortName(hand)})` : name;
}

export function initials(person: Person): string {
  return person.given_name.charAt(0) + person.family_name.charAt(0);
}

/** « cardiologue, CH du Val d’Orme »: what tells two homonyms apart. */
export function occupation(person: Person): string {
  return [lowered(person.profession), person.structure].filter(Boolean).join(", ");
}

/** « Nadia Ferreira, infirmière coordinatrice, SSIAD des Coteaux » */
export function introduced(person: Person): string {
  return `${fullName(person)}, ${occupation(person)}`;
}

/** As said inside a sentence; an acronym (« IDE ») keeps its capitals. */
export function lowered(words: string): string {
  const second = words.charAt(1);
  const acronym = second !== "" && second !== second.toLowerCase();
  return acronym ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

/** « Hélène Lemaire, Karim Benali et 3 autres » */
export function listed(names: string[], total = names.length): string {
  const rest = total - names.length;
  if (rest > 0) return `${names.join(", ")} et\u00a0${fr.others(rest)}`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} et\u00a0${names.at(-1)}`;
}

/** Who said it, with what stood beside their name then: they may act as something else today. */
export function authorOf(members: readonly Member[], { party, at }: Entry): Person | undefined {
  const member = members.find(({ person }) => person.id === party);
  return member && { ...member.person, ...member.formerly.find(({ until }) => new Date(at) < new Date(until)) };
}

/** Those of them who take part, or did, once each. */
export function personsOf(parties: readonly string[], members: readonly Member[]): Person[] {
  return parties.flatMap((party) => members.find(({ person }) => person.id === party)?.person ?? []);
}

/** What a conversation is called: first what tells it best, then what helps. */
export function titles(row: Row): { first: string; then: string } {
  if (row.patient) return { first: patientName(row.patient), then: besidePatient(row) };
  return amongPeople(row);
}

/** How many they are with whom one writes: of a courrier, its correspondents alone are told. */
export function othersIn({ kind, member_count }: Row): number {
  return kind === "mail" ? member_count : member_count - 1;
}

function besidePatient(row: Row): string {
  const [other] = row.people;
  const subject = lowered(row.subject);
  if (other && othersIn(row) <= 1) return [subject, fullName(other)].filter(Boolean).join(", ");
  return subject || row.people.map((person) => person.family_name).join(", ");
}

function amongPeople(row: Row): { first: string; then: string } {
  const [other] = row.people;
  if (other && othersIn(row) <= 1) {
    return { first: fullName(other), then: row.subject || lowered(other.profession) };
  }
  const names = row.people.map((person) => person.family_name);
  if (row.subject) return { first: row.subject, then: names.join(", ") };
  if (!other) return { first: fr.thread.alone, then: "" };
  return { first: listed(row.people.slice(0, 3).map(shortName), othersIn(row)), then: "" };
}

/** The title over a thread; the patient, if any, has a place of their own under it. */
export function heading(row: Row): string {
  const { first, then } = amongPeople(row);
  return othersIn(row) <= 1 && row.subject ? `${first}, ${then}` : first;
}
