import { expect, test } from "vitest";
import type { Entry, Person, Row } from "../protocol";
import { patient } from "../store/cast.testing";
import { authorOf, fullName, heading, initials, listed, occupation, shortName, titles } from "./people";

const person = (given_name: string, family_name: string, more: Partial<Person> = {}): Person => ({
  id: `${given_name}-${family_name}`,
  title: "",
  given_name,
  family_name,
  profession: "Infirmière libérale",
  structure: "",
  town: "",
  ...more,
});
const nadia = person("Nadia", "Ferreira");
const hugo = person("Hugo", "Benali", { profession: "Pharmacien", structure: "Pharmacie du Pont-Vieux" });
const camille = person("Camille", "Vasseur", { title: "Dr" });

function row(people: Person[], subject = "", member_count = people.length + 1): Row {
  const place = {
    read_upto: 0,
    unread: 0,
    favourite: false,
    todo: false,
    todo_seqs: [],
    archived: false,
    keep_archived: false,
    invitation: null,
    notify: null,
    urgent: false,
    version: 1,
  };
  return { id: "c", kind: "chat", subject, patient: null, opposed: false, people, member_count, last: null, content_at: "", last_seq: 1, left: false, place };
}

test("a title never leaves its name", () => {
  expect(fullName(camille)).toBe("Dr\u00a0Camille Vasseur");
  expect(shortName(camille)).toBe("C.\u00a0Vasseur");
  expect(initials(camille)).toBe("CV");
});

test("an occupation is said in a sentence, with its structure", () => {
  expect(occupation(hugo)).toBe("pharmacien, Pharmacie du Pont-Vieux");
  expect(occupation(person("A", "B", { profession: "IDE" }))).toBe("IDE");
});

test("between two people the other's name comes first", () => {
  expect(titles(row([hugo]))).toEqual({ first: "Hugo Benali", then: "pharmacien" });
  expect(titles(row([hugo], "Relais"))).toEqual({ first: "Hugo Benali", then: "Relais" });
  expect(heading(row([hugo], "Relais"))).toBe("Hugo Benali, Relais");
});

test("between more, the subject comes first, or else the names", () => {
  expect(titles(row([nadia, hugo], "Suivi"))).toEqual({ first: "Suivi", then: "Ferreira, Benali" });
  expect(titles(row([nadia, hugo])).first).toBe("N.\u00a0Ferreira et\u00a0H.\u00a0Benali");
  expect(titles(row([nadia, hugo, camille], "", 9)).first).toBe(
    "N.\u00a0Ferreira, H.\u00a0Benali, C.\u00a0Vasseur et\u00a05\u00a0autres",
  );
});

test("a list of names ends with « et »", () => {
  expect(listed(["A"])).toBe("A");
  expect(listed(["A", "B", "C"])).toBe("A, B et\u00a0C");
  expect(listed(["A", "B"], 3)).toBe("A, B et\u00a01\u00a0autre");
});

test("a patient's name comes first, in capitals, and is not repeated over the thread", () => {
  const named = { ...row([hugo, camille], "Insuffisance cardiaque"), patient: patient() };
  expect(titles(named)).toEqual({ first: "CADILLAC Jeanne", then: "insuffisance cardiaque" });
  expect(heading(named)).toBe("Insuffisance cardiaque");
  expect(titles({ ...row([hugo]), patient: patient() })).toEqual({ first: "CADILLAC Jeanne", then: "Hugo Benali" });
  expect(heading({ ...row([hugo]), patient: patient() })).toBe("Hugo Benali");
});

test("what somebody said is shown with what stood beside their name then", () => {
  const then = { profession: "Infirmière", structure: "CH", town: "Albi" };
  const [first, second] = ["2026-11-23T08:00:00Z", "2026-11-23T09:00:00.5Z"];
  const formerly = [
    { until: first, ...then },
    { until: second, ...then, structure: "EHPAD" },
  ];
  const members = [{ person: nadia, from_seq: 1, to_seq: null, suspended: false, formerly, absence: null }];
  const at = (at: string) => authorOf(members, { party: nadia.id, at } as Entry)?.structure;
  expect(["2026-11-23T07:59:59.9Z", first, "2026-11-23T09:00:00Z", second].map(at)).toEqual(["CH", "EHPAD", "EHPAD", ""]);
  expect(authorOf(members, { party: hugo.id, at: first } as Entry)).toBeUndefined();
});
