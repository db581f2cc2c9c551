/** Whom a conversation is about. */
import { exactly } from "./amounts";

export const patient = {
  label: "Patient",
  birthName: "Nom de naissance",
  firstName: "Prénom",
  usedName: "Nom utilisé",
  born: { F: "Née le", M: "Né le", I: "Né(e) le" },
  bornWords: { F: "née le", M: "né le", I: "né(e) le" },
  age: (years: number) => exactly(years, "an", "ans"),
  months: (months: number) => `${months}\u00a0mois`,
  sex: "Sexe",
  identity: "Identité",
  statuses: {
    PROV: "Identité provisoire",
    VALI: "Identité validée",
    RECUP: "Identité récupérée",
    QUAL: "INS qualifiée",
  },
  /** Under « Identité ». */
  surely: { PROV: "Provisoire", VALI: "Validée", RECUP: "Récupérée", QUAL: "INS qualifiée" },
  opposed: "Opposition du patient",
  card: (status: string) => `${status}, fiche du patient`,
  waiting: "Chargement… La saisie s’ouvre quand l’identité du patient est affichée.",
  failed: "La fiche du patient n’a pas pu être chargée. Vérifiez le réseau, puis rouvrez-la.",
  set: "Indiquer le patient",
  seeCard: "Fiche du patient",
  birthDate: "Date de naissance",
  otherTitle: "Est-ce le bon patient\u00a0?",
  other: (other: string, this_: string) => `Ce message parle de ${other}. Cette conversation concerne ${this_}.`,
  sendAnyway: "Envoyer quand même",
  reread: "Relire",
};
