/** Whom nothing would tell of a message, and what became of what told somebody of one. */
import { exactly } from "./fr";

export const told = {
  untold: {
    line: (count: number) => exactly(count, "personne sans notification active", "personnes sans notification active"),
    short: (count: number) => `${count}\u00a0sans notification active`,
    title: "Ne seront pas prévenus",
    detail: "Ils liront votre message à leur prochaine connexion. Si c’est pressé, appelez.",
    why: {
      never_connected: "Aucune connexion à ce jour",
      no_notifications: "Aucune notification active",
      nobody_on_duty: "Personne de service en ce moment",
      by_mail: "Lit par courrier sécurisé",
    },
    writeLetter: "Écrire un courrier",
  },

  fates: {
    shown: (when: string) => `Notification affichée ${when}`,
    sent: (when: string) => `Notification envoyée ${when}, pas encore affichée`,
    waiting: () => "Notification en cours d’envoi",
    failed: () => "Notification non distribuée\u00a0: l’appareil ne répond plus",
    no_notifications: () => "Notifications inactives",
  },
};
