/** What a courrier begins with that goes on with another. */

export const letters = {
  re: "Re",
};

export const writingTo = {
  failed: "L’adresse n’a pas pu être cherchée. Réessayez.",
  noAddress: (name: string) => `${name} n’a pas d’adresse MSSanté dans l’annuaire national.`,
};
