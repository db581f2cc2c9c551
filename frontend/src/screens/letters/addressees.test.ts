import { expect, test } from "vitest";
import type { Addressee } from "../../protocol";
import { besideName, nameOf, showsAnother, spacedIns } from "./addressees";

function addressee(given: Partial<Addressee>): Addressee {
  return { address: "dr@ailleurs.example", name: "", person: null, patient: false, ...given };
}

test("a name that shows another address than the one it came from is told", () => {
  expect(showsAnother(addressee({ name: '"dr.martin@chu.mssante.fr"' }))).toBe(true);
  expect(showsAnother(addressee({ name: "Dr Martin <dr.martin@chu.mssante.fr>" }))).toBe(true);
  expect(showsAnother(addressee({ name: "dr.martin＠chu.mssante.fr" }))).toBe(true);
});

test("a name without an address, or with its own, is as it should be", () => {
  expect(showsAnother(addressee({ name: "Dr Paule Martin" }))).toBe(false);
  expect(showsAnother(addressee({ name: "DR@ailleurs.example" }))).toBe(false);
});

test("a patient is named by their name and matricule, never by the raw address", () => {
  const one = addressee({ address: "260059999999934@patient.mssante.fr", name: "Mme Odile Perrin", patient: true });
  expect(nameOf(one)).toBe("Mme Odile Perrin");
  expect(besideName(one)).toBe("INS\u00a02\u202f60\u202f05\u202f99\u202f999\u202f999\u202f34");
  expect(nameOf({ ...one, name: "" })).toBe("Patient");
});

test("a stranger is named by their own words, and their address stands beside", () => {
  const one = addressee({ name: "Secrétariat" });
  expect([nameOf(one), besideName(one)]).toEqual(["Secrétariat", "dr@ailleurs.example"]);
  expect([nameOf(addressee({})), besideName(addressee({}))]).toEqual(["dr@ailleurs.example", ""]);
});

test("what is no matricule is shown as it is", () => expect(spacedIns("abc")).toBe("abc"));
