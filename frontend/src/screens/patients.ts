/** How patients are named. Capitals for the birth name: a patient is never taken for a colleague. */
import type { PatientView } from "../protocol";
import { fr } from "../fr";

/** One who is known, or was just typed. */
export type Named = Omit<PatientView, "says_otherwise" | "status">;

/** « CADILLAC Jeanne » */
export function patientName(patient: Pick<PatientView, "birth_name" | "first_name">): string {
  return `${patient.birth_name} ${patient.first_name}`;
}

/** « 14/03/1941 » */
export function birthDate({ birth_date }: Pick<PatientView, "birth_date">): string {
  return birth_date.split("-").toReversed().join("/");
}

/** « CADILLAC Jeanne, née le 14/03/1941 » */
export function patientInWords(patient: Named): string {
  return `${patientName(patient)}, ${fr.patient.bornWords[patient.sex]}\u00a0${birthDate(patient)}`;
}

/** « 85 ans »; months, until two years. */
export function age({ birth_date }: PatientView, now: Date): string {
  const born = new Date(`${birth_date}T00:00`);
  const early = now.getDate() < born.getDate() ? 1 : 0;
  const months = (now.getFullYear() - born.getFullYear()) * 12 + now.getMonth() - born.getMonth() - early;
  return months < 24 ? fr.patient.months(Math.max(0, months)) : fr.patient.age(Math.floor(months / 12));
}
