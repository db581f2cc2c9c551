/** An identity as it is typed: what is wrong with it, and what it says. Pure. */
import { later } from "../../fr.later";
import type { NewPatient } from "../../protocol";

export type Typed = {
  birth_name: string;
  birth_first_names: string;
  birth_date: string;
  sex: "" | "F" | "M" | "I";
  birth_place: string;
  used_name: string;
  used_first_name: string;
  matricule: string;
  key: string;
  nature: "nir" | "nia";
  paper: boolean;
};
export type Problems = Partial<Record<keyof Typed, string>>;

export const NOTHING: Typed = {
  birth_name: "",
  birth_first_names: "",
  birth_date: "",
  sex: "",
  birth_place: "",
  used_name: "",
  used_first_name: "",
  matricule: "",
  key: "",
  nature: "nir",
  paper: false,
};

const say = later.patient.problems;
const NAME = /^(?=.*\p{L})[\p{L}\p{M} '’ʼ‘‐‑–-]+$/u;
const DATE = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/;

/** By field, in the order of the form. */
export function problemsOf(typed: Typed, today: Date): Problems {
  const number = bare(typed.matricule);
  const found: [keyof Typed, string | false][] = [
    ["birth_name", nameProblem(typed.birth_name)],
    ["birth_first_names", nameProblem(typed.birth_first_names)],
    ["birth_date", dateProblem(typed.birth_date, today)],
    ["sex", typed.sex === "" && say.needed],
    ["birth_place", placeProblem(bare(typed.birth_place), typed.paper)],
    ["matricule", (number !== "" || typed.key !== "") && !/^\d{5}(2[AB]|\d\d)\d{6}$/.test(number) && say.matricule],
    ["nature", number !== "" && /^[78]/.test(number) !== (typed.nature === "nia") && say.nature],
    ["key", number !== "" && bare(typed.key) !== keyOf(number) && say.key],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem));
}

/** Once nothing is wrong with it. */
export function identityOf(typed: Typed): NewPatient {
  const { birth_name, birth_first_names, used_name, used_first_name, nature } = typed;
  return {
    by: "traits",
    birth_name,
    birth_first_names,
    birth_date: dateOf(typed.birth_date) ?? "",
    sex: typed.sex || "I",
    birth_place: bare(typed.birth_place),
    used_name,
    used_first_name,
    matricule: bare(typed.matricule),
    key: bare(typed.key),
    nature,
    status: typed.paper ? "VALI" : "PROV",
  };
}

/** « 14/03/1941 » or « 14.3.1941 »: 1941-03-14. Null: it is no day. */
export function dateOf(typed: string): string | null {
  const [, day = "", month = "", year = ""] = DATE.exec(typed.trim()) ?? [];
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${written}T00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
  return exists && Number(year) >= 1880 ? written : null;
}

/** 97 less the rest of the number; in Corsica 2A counts as 19 and 2B as 18. */
export function keyOf(number: string): string {
  const digits = number.replace("2A", "19").replace("2B", "18");
  return String(97 - (Number(digits) % 97)).padStart(2, "0");
}

/** A doubt, not a mistake: the number tells of another sex or month of birth. */
export function saysOtherwise({ matricule, sex, birth_date }: Typed): boolean {
  const number = bare(matricule);
  const date = dateOf(birth_date);
  if (number.length < 5 || date === null || sex === "") return false;
  const told = /^[17]/.test(number) ? "M" : /^[28]/.test(number) ? "F" : sex;
  const month = Number(number.slice(3, 5));
  const sameMonth = month > 12 || month === Number(date.slice(5, 7));
  return (sex !== "I" && told !== sex) || number.slice(1, 3) !== date.slice(2, 4) || !sameMonth;
}

function nameProblem(name: string): string | false {
  if (name.trim() === "") return say.needed;
  return !NAME.test(name) && say.name;
}

function dateProblem(typed: string, today: Date): string | false {
  if (typed.trim() === "") return say.needed;
  const date = dateOf(typed);
  if (date === null) return say.date;
  return new Date(`${date}T00:00`) > today && say.dateLater;
}

function placeProblem(place: string, paper: boolean): string | false {
  if (place === "") return paper && say.placeNeeded;
  return !/^(2[AB]|\d\d)\d{3}$/.test(place) && say.place;
}

function bare(number: string): string {
  return number.replace(/[\s.]/g, "").toUpperCase();
}
