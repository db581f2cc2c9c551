/** What is said over the composer of those who are away: fetched when somebody is. */
export const away = {
  label: "Absences",
  until: (name: string, day: string) => `${name}\u00a0: absence jusqu’au\u00a0${day}.`,
  replaced: (whom: string) => `Remplacement\u00a0: ${whom}.`,
  isThere: "Déjà dans cette conversation.",
  add: "Ajouter",
  addWhom: (name: string) => `Ajouter ${name}`,
};
