import { expect, test } from "vitest";
import type { FoundPerson } from "../../protocol";
import { grouped, marked } from "./homonyms";

const person = (id: string, given_name: string, family_name: string): FoundPerson => ({
  person: { id, title: "", given_name, family_name, profession: "", structure: "", town: "" },
  number: "",
  reach: { phone: "", state: "this_week", last_on: null, notified: true, by_mail: false },
  favourite: false,
});

test("those who bear the same name come together, whatever their accents", () => {
  const groups = grouped([person("1", "Hélène", "Laurent"), person("2", "Hugo", "Benali"), person("3", "Helene", "LAURENT")]);
  expect(groups.map(({ people }) => people.map((one) => one.person.id))).toEqual([["1", "3"], ["2"]]);
});

test("the letters typed are marked where a part of the name begins", () => {
  expect(marked("Éloïse Laurent", "laur elo")).toEqual([
    { text: "Élo", found: true },
    { text: "ïse ", found: false },
    { text: "Laur", found: true },
    { text: "ent", found: false },
  ]);
});

test("no letters mark nothing", () => {
  expect(marked("Hugo Benali", "").every(({ found }) => !found)).toBe(true);
});
