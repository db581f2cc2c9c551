import { expect, test } from "vitest";
import { difference, type Piece } from "./diff";

function shown(pieces: Piece[] | null): string | null {
  const marks = { same: ["", ""], deleted: ["[-", "-]"], inserted: ["[+", "+]"] };
  return pieces && pieces.map(({ kind, text }) => marks[kind][0] + text + marks[kind][1]).join("");
}

const cases: [string, string, string][] = [
  ["Furosémide 80 mg le matin", "Furosémide 60 mg le matin", "Furosémide [-80 mg-][+60 mg+] le matin"],
  ["Prednisolone 5 mg", "Prednisolone 50 mg", "Prednisolone [-5 mg-][+50 mg+]"],
  ["INR 2,6, cible 2 à 3", "INR 2,9, cible 2 à 3", "INR [-2,6-][+2,9+], cible 2 à 3"],
  ["Je passe mardi.", "Je passe mercredi matin.", "Je passe [-mardi-][+mercredi matin+]."],
  ["Poids chaque matin.", "Poids chaque matin. Ionogramme mercredi.", "Poids chaque matin.[+ Ionogramme mercredi.+]"],
  ["5 le matin et 5 le soir", "5 le matin et 10 le soir", "5 le matin et [-5-][+10+] le soir"],
  ["À ne pas donner le soir", "À donner le soir", "À [-ne pas -]donner le soir"],
];

for (const [before, after, marked] of cases) {
  test(`« ${before} » corrected to « ${after} »`, () => expect(shown(difference(before, after))).toBe(marked));
}

test("what is left and what came give back both texts, whatever they are", () => {
  for (const [before, after] of cases) {
    const pieces = difference(before, after) ?? [];
    const of = (kinds: Piece["kind"][]) => pieces.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text).join("");
    expect(of(["same", "deleted"])).toBe(before);
    expect(of(["same", "inserted"])).toBe(after);
  }
});

test("what was written anew is shown as it is, without marks", () => {
  expect(difference("Bonjour à tous", "Mme Roques a chuté ce matin dans sa cuisine")).toBeNull();
});

test("ten thousand characters are compared at once", () => {
  const long = Array.from({ length: 1_600 }, (_, n) => `mot${n}`).join(" ");
  const began = performance.now();
  expect(difference(long, long.replace("mot800", "autre"))?.filter(({ kind }) => kind !== "same")).toHaveLength(2);
  expect(performance.now() - began).toBeLessThan(500);
});
