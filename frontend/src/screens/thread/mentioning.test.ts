import { expect, test } from "vitest";
import { camille, hugo, nadia } from "../../store/cast.testing";
import { askedAt, cut, mentionsIn, thoseNamed, withMention } from "./mentioning";

const team = [camille, nadia, { ...hugo, given_name: "Héloïse", family_name: "Roux-Test" }];

test("@ asks for a name where a word begins, and nowhere else", () => {
  expect(askedAt("@", 1)).toEqual({ from: 0, letters: "" });
  expect(askedAt("Merci @Na", 9)).toEqual({ from: 6, letters: "Na" });
  expect(askedAt("Merci @Nadia Te", 15)).toEqual({ from: 6, letters: "Nadia Te" });
  expect(askedAt("moi@chu", 7)).toBe(null);
  expect(askedAt("@Na\n", 4)).toBe(null);
  expect(askedAt("@Nadia vient", 3)).toEqual({ from: 0, letters: "Na" });
});

test("a person is found by either name, whatever the accents", () => {
  const names = (letters: string) => thoseNamed(letters, team).map(({ given_name }) => given_name);
  expect(names("helo")).toEqual(["Héloïse"]);
  expect(names("ROUX")).toEqual(["Héloïse"]);
  expect(names("test n")).toEqual(["Nadia"]);
  expect(names("")).toHaveLength(3);
  expect(names("Nadia Test ")).toEqual([]);
});

test("the name takes the place of what was typed, and the caret follows it", () => {
  expect(withMention("Merci @na demain", { from: 6, letters: "na" }, nadia)).toEqual({ text: "Merci @Nadia Test demain", caret: 18 });
});

test("those whose whole name is in the text are mentioned; of homonyms, the one who was chosen", () => {
  expect(mentionsIn("@Nadia Test, voir @Camille", team, [])).toEqual([nadia.id]);
  expect(mentionsIn("@Nadia Testard", team, [])).toEqual([]);
  const twin = { ...nadia, id: "twin" };
  expect(mentionsIn("@Nadia Test", [...team, twin], [])).toEqual([]);
  expect(mentionsIn("@Nadia Test", [...team, twin], ["twin"])).toEqual(["twin"]);
});

test("names stand out, and nothing of the text is lost", () => {
  const pieces = cut("a @Nadia Test b @Nadia", team);
  expect(pieces.map(({ text }) => text).join("")).toBe("a @Nadia Test b @Nadia");
  expect(pieces.map(({ person }) => person?.id)).toEqual([undefined, nadia.id, undefined]);
});
