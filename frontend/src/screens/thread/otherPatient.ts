/** Does what is about to be sent speak of another patient than the conversation? Pure. */
import type { PatientView } from "../../protocol";
import type { Named } from "../patients";

const WORDS = /[\p{L}\p{N}]+/gu;
const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
/** Shorter names are everybody's words: « Le », « An ». */
const SHORTEST = 3;

/**
 * The first of these patients who is named there, or whose birth date is, and who is not this one.
 * A name they share says nothing. Names are compared whole, in bare letters.
 */
export function otherPatient(here: Named, held: readonly PatientView[], texts: readonly string[]): PatientView | null {
  const said = texts.map((text) => ` ${words(text).join(" ")} `);
  const mine = new Set(signsOf(here));
  const others = held.filter((one) => !isSame(one, here));
  return others.find((one) => signsOf(one).some((sign) => !mine.has(sign) && said.some((text) => text.includes(sign)))) ?? null;
}

/** Entered twice, they are one. */
function isSame(one: Named, other: Named): boolean {
  const traits = ["birth_name", "birth_first_names", "birth_date", "sex", "birth_place"] as const;
  return one.id === other.id || traits.every((trait) => one[trait] === other[trait]);
}

/** What tells of them: names, and their birth date in all the ways it is written. */
function signsOf({ birth_name, used_name, birth_date }: Named): string[] {
  const names = [birth_name, used_name].map((name) => words(name).join(" ")).filter((name) => name.length >= SHORTEST);
  return [...names, ...datesOf(birth_date)].map((sign) => ` ${sign} `);
}

function datesOf(birthDate: string): string[] {
  const [year = "", month = "", day = ""] = birthDate.split("-");
  const [m, d] = [String(Number(month)), String(Number(day))];
  const spoken = words(MONTHS[Number(month) - 1] ?? "").join("");
  const short = year.slice(2);
  return [
    ...[day, d].flatMap((of) => [month, m, spoken].flatMap((name) => [`${of} ${name} ${year}`, `${of} ${name} ${short}`])),
    ...(d === "1" ? [`1er ${spoken} ${year}`] : []),
    `${year} ${month} ${day}`,
    `${day}${month}${year}`,
    `${year}${month}${day}`,
  ];
}

function words(text: string): string[] {
  const bare = text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{M}/gu, "");
  return bare.match(WORDS) ?? [];
}
