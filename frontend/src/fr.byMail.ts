/** Those who read conversations by mail. Fetched with what shows it. */
import { exactly } from "./fr";

export const byMail = {
  reads: (address: string) => `Lit par courrier sécurisé (${address})`,
  failed: (address: string) => `N’a pas pu être joint par courrier (${address})`,
  unheard: "Sa réponse par courrier n’a pas pu entrer dans la conversation\u00a0: appelez",

  untold: {
    line: (count: number) => `${exactly(count, "personne lit", "personnes lisent")} par courrier sécurisé`,
    and: (count: number) => `, ${count}\u00a0par courrier`,
    title: "Lisent par courrier sécurisé",
    detail: "Vos messages leur parviennent dans leur messagerie, groupés toutes les deux minutes. Leur réponse arrive ici.",
  },

  carried: {
    readers: (names: string) => `Par courrier sécurisé, il a déjà pu partir vers la messagerie de ${names}\u00a0: il ne peut pas y être rappelé.`,
    passedOn: "Des messages d’ici ont depuis été transmis par courrier\u00a0: s’il en fait partie, ce courrier ne peut pas être rappelé.",
  },

  mine: {
    title: "Par courrier",
    label: "Recevoir aussi mes conversations par courrier",
    detail: "Ce que vous n’avez pas vu ici part vers votre messagerie sécurisée après deux minutes. Répondez-y\u00a0: votre réponse entre dans la conversation.",
    none: "L’annuaire national ne vous connaît pas d’adresse de messagerie sécurisée.",
    address: "À l’adresse",
  },
};
