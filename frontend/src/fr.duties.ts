/** The sentences of roles and of who holds them: fetched with them. */
import { exactly } from "./fr";

export const duties = {
  title: "Gardes et rôles",
  loading: "Chargement…",
  failed: "Vos rôles n’ont pas pu être chargés.",
  none: "Aucun rôle ne vous est proposé. L’exploitant décide qui peut en tenir un.",

  bar: {
    label: "Rôle tenu",
    acting: (role: string) => `Vous agissez pour ${role}`,
    named: "Votre nom est montré à côté du rôle.",
    onDuty: (role: string) => `De garde\u00a0: ${role}`,
    waiting: (unread: number, urgent: number) =>
      [urgent > 0 && exactly(urgent, "urgence", "urgences"), unread > 0 && exactly(unread, "conversation non lue", "conversations non lues")]
        .filter(Boolean)
        .join(", ") || "rien de nouveau",
    open: "Agir pour ce rôle",
    handOver: "Passer la main",
    back: "Revenir à mes conversations",
    backShort: "Revenir à moi",
  },

  relieved: (role: string) => `Vous n’agissez plus pour ${role}. Vous êtes revenu à vos propres conversations.`,

  /** A notification was pressed, and it is for another than the one they act for. */
  elsewhere: {
    title: (role: string | null) => `Ce message s’adresse à ${role ?? "vous-même"}`,
    role: "un autre de vos rôles",
    detail: (acting: string | null) => `${acting ? `Vous agissez pour ${acting}` : "Vous êtes dans vos propres conversations"}. Ce que vous étiez en train d’écrire est gardé.`,
    yes: (role: string | null) => (role ? `Passer à ${role} et ouvrir` : "Revenir à mes conversations et ouvrir"),
    no: "Pas maintenant",
  },

  held: (names: string) => `De garde\u00a0: ${names}`,
  nobody: "Personne n’est de garde.",
  mine: "Vous êtes de garde.",
  acting: "Vous agissez pour ce rôle.",
  take: "Prendre la garde",
  join: "Prendre la garde avec eux",
  relieve: (names: string) => `Relever ${names}\u00a0?`,
  relieveDetail: (names: string, role: string) =>
    `${names} ne verra plus les conversations de ${role}, dès maintenant. Vous les verrez toutes, et vos actes y porteront votre nom.`,
  relieveYes: "Prendre la garde",
  cancel: "Annuler",
  unsent: (count: number) => `${exactly(count, "message non envoyé", "messages non envoyés")} à votre nom\u00a0: à l’envoi quand vous reviendrez à vos conversations.`,

  handing: {
    title: (role: string) => `Passer la main\u00a0: ${role}`,
    to: "À qui\u00a0?",
    detail: "La personne est de garde dès maintenant, et vous ne voyez plus ces conversations. Prévenez-la de vive voix.",
    nobody: "À personne",
    nobodyDetail: (phone: string) =>
      phone ? `Qui écrit lit «\u00a0Personne n’est de garde\u00a0», avec le ${phone}.` : "Qui écrit lit «\u00a0Personne n’est de garde\u00a0».",
    urgent: "Des demandes urgentes attendent\u00a0: leurs auteurs liront qu’elles sont sans destinataire.",
    stay: (names: string) => `Restent de garde\u00a0: ${names}.`,
    leave: "Quitter la garde",
    yes: "Passer la main",
  },

  open: {
    title: "Ce qui est en cours",
    loading: "Chargement de ce qui est en cours…",
    failed: "Ce qui est en cours n’a pas pu être chargé.",
    asked: "À prendre en compte",
    todo: "À traiter",
    unread: "Non lus",
    none: "Rien n’attend.",
    more: "Voir la suite",
  },
};
