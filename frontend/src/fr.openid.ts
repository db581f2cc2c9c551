/** The sentences of being identified elsewhere: fetched with the sign-in page. */
export const openid = {
  identify: (name: string) => `S’identifier avec ${name}`,
  means: { psc: "Carte CPS ou application e-CPS", pass: "Compte régional PASS" },
  leaving: (name: string) => `Ouverture de ${name}…`,
  or: "ou avec un mot de passe",
};
