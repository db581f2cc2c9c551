import { expect, test } from "vitest";
import { patient } from "../../store/cast.testing";
import { otherPatient } from "./otherPatient";

const jeanne = patient();
const paul = patient({ id: "paul", birth_name: "DURAND", first_name: "Paul", used_name: "", birth_date: "1962-12-03", sex: "M" });
const ange = patient({ id: "ange", birth_name: "SAINT-EVE", used_name: "Le Gœff", birth_date: "1984-07-01" });
const held = [jeanne, paul, ange];
const asks = (...texts: string[]) => otherPatient(jeanne, held, texts)?.id ?? null;

test("another's name asks, whatever its accents and case, and in a file's name too", () => {
  for (const text of ["Paul Durand va mieux", "m. DURAND, 3 cp", "dürand", "Durand."]) expect(asks(text), text).toBe("paul");
  for (const text of ["Mme Saint-Ève", "saint eve", "LE GOEFF"]) expect(asks(text), text).toBe("ange");
  expect(asks("Voici le compte rendu", "CR_durand_2026.pdf")).toBe("paul");
});

test("another's birth date asks, however it is written", () => {
  const dates = ["03/12/1962", "3/12/62", "né le 3 décembre 1962", "03.12.1962", "1962-12-03", "03121962.pdf", "3-12-1962"];
  for (const text of dates) expect(asks(text), text).toBe("paul");
  expect(asks("née le 1er juillet 1984")).toBe("ange");
});

test("nothing else asks", () => {
  for (const text of ["", "Durandal", "Mme Cadillac, née le 14/03/1941", "Roussel : 5 mg", "03/12/2026", "13/12/1962", "3 12"]) {
    expect(asks(text), text).toBe(null);
  }
});

test("a name that both bear says nothing, a date still does", () => {
  const sister = patient({ id: "sister", used_name: "", birth_date: "1944-02-09" });
  expect(otherPatient(jeanne, [sister], ["Mme Cadillac dort bien"])).toBe(null);
  expect(otherPatient(jeanne, [sister], ["Cadillac, 9/2/1944"])?.id).toBe("sister");
});

test("the same person entered twice is nobody else", () => {
  const again = patient({ id: "again", used_name: "Dupuis", status: "PROV" });
  expect(otherPatient(jeanne, [again], ["Mme Dupuis"])).toBe(null);
});

test("names of one or two letters are words", () => {
  const short = patient({ id: "short", birth_name: "AN", used_name: "" });
  expect(otherPatient(jeanne, [short], ["un an après"])).toBe(null);
});
