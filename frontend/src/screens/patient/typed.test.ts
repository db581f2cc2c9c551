import { expect, test } from "vitest";
import { later } from "../../fr.later";
import { dateOf, identityOf, keyOf, NOTHING, problemsOf, saysOtherwise, type Typed } from "./typed";

const TODAY = new Date("2026-11-23T12:00");
const JEANNE: Typed = {
  ...NOTHING,
  birth_name: "Cadillac",
  birth_first_names: "Jeanne Marie",
  birth_date: "17/08/1955",
  sex: "F",
  matricule: "2 55 08 31 555 999",
  key: "90",
};
const say = later.patient.problems;

test("keys are those of the register, in Corsica too", () => {
  const right = ["255083155599990", "162123199999825", "270012A00499992", "184072B03399868", "785039935299922", "801019910099874"];
  for (const number of right) expect(keyOf(number.slice(0, 13))).toBe(number.slice(13));
});

test("a date is a day that exists", () => {
  expect(dateOf("14/03/1941")).toBe("1941-03-14");
  expect(dateOf(" 4.3.1941 ")).toBe("1941-03-04");
  for (const typed of ["31/02/1941", "14/03/41", "1941-03-14", "14/13/1941", "01/01/1800", "hier", ""]) {
    expect(dateOf(typed), typed).toBe(null);
  }
});

test("nothing typed says what is needed, and nothing of what is not", () => {
  expect(problemsOf(NOTHING, TODAY)).toEqual({
    birth_name: say.needed,
    birth_first_names: say.needed,
    birth_date: say.needed,
    sex: say.needed,
  });
  expect(problemsOf(JEANNE, TODAY)).toEqual({});
});

test("each field says what is wrong with it", () => {
  const wrong = (given: Partial<Typed>) => problemsOf({ ...JEANNE, ...given }, TODAY);
  expect(wrong({ birth_name: "Cadillac 2" })).toEqual({ birth_name: say.name });
  expect(wrong({ birth_date: "01/01/2027" })).toEqual({ birth_date: say.dateLater });
  expect(wrong({ birth_place: "2C004" })).toEqual({ birth_place: say.place });
  expect(wrong({ paper: true })).toEqual({ birth_place: say.placeNeeded });
  expect(wrong({ key: "91" })).toEqual({ key: say.key });
  expect(wrong({ key: "" })).toEqual({ key: say.key });
  expect(wrong({ matricule: "" })).toEqual({ matricule: say.matricule });
  expect(wrong({ nature: "nia" })).toEqual({ nature: say.nature });
});

test("an identity is as typed, its number bare, sure only when a paper was seen", () => {
  const placed = { ...JEANNE, birth_place: "2a004" };
  expect(identityOf(placed)).toMatchObject({ birth_place: "2A004", birth_date: "1955-08-17", status: "PROV" });
  expect(identityOf({ ...placed, paper: true })).toMatchObject({ status: "VALI", matricule: "2550831555999", key: "90" });
});

test("a number that tells of somebody else is a doubt", () => {
  expect(saysOtherwise(JEANNE)).toBe(false);
  expect(saysOtherwise({ ...JEANNE, sex: "M" })).toBe(true);
  expect(saysOtherwise({ ...JEANNE, birth_date: "17/09/1955" })).toBe(true);
  expect(saysOtherwise({ ...JEANNE, sex: "I" })).toBe(false);
  expect(saysOtherwise({ ...JEANNE, matricule: "2553131555999" })).toBe(false);
});
