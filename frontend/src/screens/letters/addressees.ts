/** How those a courrier is from and to are named. Pure. */
import { mail } from "../../fr.mail";
import type { Addressee } from "../../protocol";
import { fullName, lowered } from "../people";

const ADDRESS = /[^\s<>"'«»(),;:]+@[^\s<>"'«»(),;:]+/g;

/** Of a patient never the raw address: it is made of their matricule. */
export function nameOf(one: Addressee): string {
  if (one.person && !one.patient) return fullName(one.person);
  return one.name || (one.patient ? mail.letter.patient : one.address);
}

/** What stands beside the name, that tells it from another. */
export function besideName({ person, patient, name, address }: Addressee): string {
  if (patient) return mail.letter.ins(spacedIns(address.split("@")[0] ?? ""));
  if (person) return [lowered(person.profession), person.structure].filter(Boolean).join(", ");
  return name ? address : "";
}

/** « 1 84 12 76 451 089 46 » */
export function spacedIns(matricule: string): string {
  const parts = /^(.)(..)(..)(..)(...)(...)(..)$/.exec(matricule.toUpperCase());
  return parts ? parts.slice(1).join("\u202f") : matricule;
}

/** Does the name its writer chose show an address that is not the one it came from? */
export function showsAnother({ name, address }: Addressee): boolean {
  const shown = name.normalize("NFKC").match(ADDRESS) ?? [];
  return shown.some((one) => one.toLowerCase() !== address.toLowerCase());
}
