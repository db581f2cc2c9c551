/** The page around everything. */
import { many, shown } from "./amounts";

export const page = {
  app: "Liaison",
  unreachable: "Le service est injoignable. Vérifiez le réseau, puis réessayez.",
  opening: "Ouverture de Liaison…",
  notFetched: "Cette partie de la page n’a pas pu être chargée. Vérifiez le réseau, puis réessayez.",
  you: "Vous",
  someone: "Quelqu’un",
  close: "Fermer",
  cancel: "Annuler",
  retry: "Réessayer",
  more: "Autres actions",
  exportForRecord: "Exporter pour le dossier…",
  others: (count: number) => many(count, "autre", "autres"),

  account: {
    open: "Mon compte et réglages",
  },

  shell: {
    start: "Conversation",
    startLabel: "Nouvelle conversation",
    letter: "Courrier",
    directory: "Annuaire",
    dock: "Navigation",
    dockInbox: "Réception",
    dockWrite: "Écrire",
    title: (unread: number, urgent: boolean) =>
      (unread > 0 ? `(${shown(unread)}) ` : "") + (urgent ? "Urgent, Liaison" : "Liaison"),
    newMessages: (count: number, from: string) =>
      from
        ? `${many(count, "nouveau message", "nouveaux messages")} de\u00a0${from}`
        : many(count, "nouveau message", "nouveaux messages"),
  },

  network: {
    reconnecting: "Reconnexion…",
    willLeave: "Ce que vous envoyez partira au retour du réseau.",
    offline: (since: string) => `Hors ligne depuis ${since}.`,
    offlineNow: "Hors ligne.",
    kept: (count: number) => `${many(count, "message gardé", "messages gardés")} ici.`,
    next: (seconds: number) => `Nouvel essai dans ${seconds}\u00a0s.`,
    tryNow: "Essayer maintenant",
    caughtUp: "À jour",
    reload: "Une nouvelle version de Liaison est prête.",
    reloadDetail: "Vos brouillons et vos messages en attente sont gardés.",
    reloadNow: "Recharger",
  },
};
