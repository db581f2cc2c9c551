/** The open conversation. */
import { exactly, many } from "./amounts";

export const conversation = {
  thread: {
    label: "Conversation",
    alone: "Conversation sans autre participant",
    messages: "Messages",
    back: "Retour à la liste",
    loadingOlder: "Chargement des messages précédents…",
    loadingNewer: "Chargement des messages suivants…",
    failed: "La conversation n’a pas pu être chargée",
    absent: "Conversation introuvable",
    absentDetail: "Elle n’existe pas, ou vous n’en faites pas partie.",
    participants: (count: number) => exactly(count, "participant", "participants"),
    newMessages: (count: number) => many(count, "nouveau message", "nouveaux messages"),
    someNew: "Nouveaux messages",
    markAllRead: "Tout marquer comme lu",
    notBrowsed: (count: number) => many(count, "message non parcouru", "messages non parcourus"),
    goBack: "Revenir",
    toEnd: "Aller à la fin",
    composedEarlier: (written: string, sent: string) => `écrit ${written}, envoyé ${sent}`,
    byMail: "par courrier",
    messageActions: "Actions sur ce message",
    todo: "À traiter",
    typing: (names: string, count: number) => (count < 2 ? `${names} écrit…` : `${names} écrivent…`),
    left: "Vous avez quitté cette conversation. Vous gardez ce que vous pouviez lire.",
    empty: "Aucun message pour l’instant.",
  },

  pending: {
    waiting: "En attente",
    afterPrevious: "En attente, part après le précédent",
    failed: (attempts: number) => (attempts > 1 ? `Non envoyé après ${attempts}\u00a0essais.` : "Non envoyé."),
    resend: "Renvoyer",
    edit: "Modifier",
  },

  composer: {
    toOne: (name: string) => `Écrire à\u00a0${name}`,
    toMany: (count: number) => `Écrire aux ${count}\u00a0participants`,
    hint: "Entrée envoie, Maj\u00a0+\u00a0Entrée va à la ligne",
    send: "Envoyer",
    left: (count: number) => exactly(count, "caractère restant", "caractères restants"),
    tooLong: (count: number) =>
      `${exactly(count, "caractère", "caractères")} de trop\u00a0: un message en compte 10\u00a0000 au plus`,
  },

  quotes: {
    to: (name: string) => `Réponse à\u00a0${name}`,
    toYou: "Réponse à votre message",
    toSomething: "Réponse",
    text: (text: string) => `«\u00a0${text}\u00a0»`,
    drop: "Ne plus répondre à ce message",
    changed: "modifié depuis",
    changedSinceYouLeft: "corrigé depuis votre départ",
    before: "message antérieur à votre arrivée",
    masked: "message masqué",
    cancelled: "message déclaré erroné par son auteur",
    loading: "Chargement…",
    failed: "message non chargé",
  },

  receipts: {
    delivered: "Distribué",
    deliveredTo: (count: number, of: number) => `Distribué à\u00a0${count} sur\u00a0${of}`,
    seen: (when: string) => `Vu ${when}`,
    seenBy: (names: string) => `Vu par ${names}`,
    ofThem: (count: number, of: number) => `${count} sur\u00a0${of}`,
    seenByCount: (count: number, of: number) => `Vu par\u00a0${count} sur\u00a0${of}`,
    seenByNobody: (of: number) => (of < 2 ? "Pas encore vu" : `Vu par aucun des ${of}`),
  },

  members: {
    leave: "Quitter la conversation",
    subject: "Changer l’objet",
    add: "Ajouter des participants",
    close: "Clore la conversation",
    reopen: "Rouvrir la conversation",
  },

  invitation: {
    preview: (name: string) => `${name} vous invite à revenir`,
  },
};
