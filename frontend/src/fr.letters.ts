/** What a courrier begins with that goes on with another. */

const WHEN = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });

export const letters = {
  re: "Re",
  fw: "Tr",
  aPatient: "un patient",
  forwarded: (from: string, at: Date) => `----- Courrier transféré -----\nDe\u00a0: ${from}\nDate\u00a0: ${WHEN.format(at)}`,
};

export const writingTo = {
  failed: "L’adresse n’a pas pu être cherchée. Réessayez.",
  noAddress: (name: string) => `${name} n’a pas d’adresse MSSanté dans l’annuaire national.`,
};
