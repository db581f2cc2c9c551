/** What one can do about one message. Fetched with its menu. */
export const message = {
  answer: "Répondre",
  seenBy: "Vu par…",
  markUnreadFrom: "Marquer non lu à partir d’ici",
  copy: "Copier",
  copied: "Message copié.",
  copyRefused: "Le navigateur a refusé la copie.",
  forward: "Transférer par courrier",
  versions: "Toutes les versions",
  correct: "Corriger",
  cancel: "Annuler ce message…",
  mask: "Masquer…",
  report: "Signaler une erreur…",
};
