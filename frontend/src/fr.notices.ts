/** What is said of being told, and of whom to call when nobody answers. Fetched with what shows it. */
import { exactly } from "./fr";

export const notices = {
  newMessage: "Nouveau message sécurisé",

  bell: {
    title: "Notifications de cette conversation",
    choose: "Notifications…",
    now: (state: string) => `Notifications\u00a0: ${state}`,
    all: "Tous les messages",
    mentions: "Seulement ce qui me nomme",
    none: "Aucune",
    hour: "Aucune pendant 1\u00a0heure",
    tomorrow: "Aucune jusqu’à demain 8\u00a0h",
    states: { all: "tous les messages", mentions: "ce qui vous nomme", none: "aucune" },
    until: (when: string) => `aucune jusqu’${when}`,
    said: {
      all: "Vous serez prévenu de chaque message.",
      mentions: "Vous serez prévenu de ce qui vous nomme, et des urgences.",
      none: "Plus aucune notification ici, sauf une demande urgente à votre nom.",
    },
  },

  large: {
    title: "Grand groupe",
    question: (count: number) => `${exactly(count, "participant", "participants")}\u00a0: n’être prévenu que de ce qui vous nomme\u00a0?`,
    yes: "Mentions seulement",
    no: "Chaque message",
  },

  calls: {
    call: (name: string, phone: string) => `Appeler ${name}, ${phone}`,
    noPhone: "Aucun numéro dans l’annuaire",
    add: (name: string) => `Ajouter ${name}, qui remplace`,
  },
};
