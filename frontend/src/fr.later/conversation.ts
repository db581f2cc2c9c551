/** The open conversation. */
import { amount, exactly } from "../fr/amounts";
import type { Happening } from "../protocol";

type Forwarded = Extract<Happening, { type: "messages_forwarded" }>;

function has(you: boolean): string {
  return you ? "avez" : "a";
}

export const conversation = {
  /** After « Vous » (`you`) or a name. */
  system: {
    opened: (you: boolean) => `${has(you)} ouvert la conversation`,
    added: (you: boolean, whom: string, sees: string) => `${has(you)} ajouté ${whom}. ${sees}`,
    cameBack: (you: boolean, sees: string) => `${has(you)} accepté de revenir. ${sees}`,
    seesAll: (messages: number, files: number) => `Voit tout\u00a0: ${amount(messages, files)}.`,
    seesFrom: (messages: number, files: number) => `Voit une partie de l’historique\u00a0: ${amount(messages, files)}.`,
    seesNothing: "Ne voit rien de ce qui précède.",
    byTeam: "Membre de l’équipe de soins.",
    byConsent: "Avec le consentement du patient.",
    widened: (you: boolean, whom: string, sees: string) => `${has(you)} étendu l’historique de ${whom}. ${sees}`,
    additionUndone: (you: boolean, whom: string) => `${has(you)} annulé l’ajout de ${whom}, qui n’a rien consulté`,
    invited: (you: boolean, whom: string) => `${has(you)} invité ${whom}, à revenir`,
    declined: (you: boolean) => `${has(you)} décliné l’invitation`,
    left: (you: boolean, why: string) => `${you ? "vous êtes retiré" : "s’est retiré"}${why} de la conversation`,
    leaveReasons: { end_of_care: " (fin de prise en charge)", replaced: " (remplacé)", mistake: " (ajouté par erreur)" },
    replacedBy: (whom: string) => ` (remplacé par ${whom})`,
    suspended: (you: boolean, whom: string) =>
      you ? "Votre accès a été suspendu" : `Accès suspendu\u00a0: ${whom}. Les messages ne lui parviennent plus.`,
    restored: (you: boolean, whom: string) =>
      you ? "Votre accès est rétabli" : `Accès rétabli\u00a0: ${whom}. Peut lire aussi ce qui a été dit entre-temps.`,
    vacated: (you: boolean, whom: string) =>
      `${you ? "Votre" : "Une"} demande urgente est sans destinataire\u00a0: ${whom}, ne peut plus y répondre.${you ? " Adressez-la à quelqu’un d’autre." : ""}`,
    unanswered: ({ urgent, absent }: { urgent: boolean; absent: boolean }, you: boolean, names: string) => {
      const asked = `${you ? "Votre" : "Une"} demande${urgent ? " urgente" : ""}`;
      if (absent) return `${asked} ne peut pas être prise en compte, absence de\u00a0: ${names}.${you ? " Appelez, ou adressez-la à quelqu’un d’autre." : ""}`;
      return `${asked} est restée sans réponse de\u00a0: ${names}.${you ? " Appelez." : ""}`;
    },
    subject: (you: boolean, subject: string) => `${has(you)} changé l’objet\u00a0: ${subject || "sans objet"}`,
    closed: (you: boolean, conclusion: string) => `${has(you)} clos la conversation\u00a0: ${conclusion}`,
    reopened: (you: boolean) => `${has(you)} rouvert la conversation`,
    exported: (you: boolean, messages: number) => `${has(you)} exporté ${exactly(messages, "message", "messages")} pour le dossier`,
    patientSet: (you: boolean, whom: string) => `${has(you)} indiqué le patient\u00a0: ${whom}`,
    patientChanged: (you: boolean, whom: string) => `${has(you)} changé le patient ou son identité\u00a0: ${whom}`,
    opposed: (you: boolean) =>
      `${has(you)} enregistré l’opposition du patient\u00a0: personne ne peut plus être ajouté à cette conversation`,
    notOpposed: (you: boolean) => `${has(you)} levé l’opposition du patient`,
    protection: "La protection des données",
    masked: (you: boolean) => `${has(you)} masqué un message`,
    maskReasons: { wrong_recipient: "mauvais destinataire", wrong_patient: "mauvais patient" },
    reported: "Un message a été signalé comme erroné\u00a0; son auteur n’a pas répondu",
    reminded: (you: boolean, names: string) => `${has(you)} relancé ${names}, qui n’ont vu que l’original`,
    unsealed: (you: boolean) => `${has(you)} ouvert un message masqué, à deux et avec un motif`,
    taken: (you: boolean) => `${has(you)} pris en compte un message`,
    takingUndone: (you: boolean) => `${has(you)} annulé une prise en compte`,
    receiptGiven: (you: boolean) => `${has(you)} envoyé l’accusé d’ouverture d’un courrier`,
    letterMoved: (you: boolean, away: boolean) =>
      away ? `${has(you)} rattaché ce courrier à un autre` : `${has(you)} rattaché un autre courrier à celui-ci`,
    otherLetter: "Voir l’autre courrier",
    mailOpposed: (you: boolean) => `${has(you)} enregistré l’opposition du patient à recevoir des courriers`,
    mailNotOpposed: (you: boolean) => `${has(you)} levé l’opposition du patient à recevoir des courriers`,
    forwarded: (you: boolean, { messages, files, recipients, own }: Forwarded) => {
      const parts = [
        messages > 0 && exactly(messages, "message", "messages"),
        files > 0 && exactly(files, "pièce jointe", "pièces jointes"),
      ].filter(Boolean);
      const to = own ? `${you ? "votre" : "sa"} propre boîte` : exactly(recipients, "destinataire", "destinataires");
      return `${has(you)} transmis ${parts.join(" et ")} par courrier à ${to}`;
    },
    forwardTakenBack: (you: boolean) => `${has(you)} annulé cette transmission avant l’envoi\u00a0: rien n’est parti`,
  },

  readers: {
    loading: "Chargement…",
    failed: "La liste n’a pas pu être chargée.",
    mine: (when: string) => `Votre message, ${when}`,
    of: (name: string, when: string) => `Message de ${name}, ${when}`,
    seen: "Vu",
    delivered: "Distribué, pas encore vu",
    notDelivered: "Non distribué",
    later: "Ajoutés depuis",
    nobody: "Personne",
    transmitted: (when: string) => `transmis ${when}`,
    left: "a quitté la conversation",
    suspended: "accès suspendu",
    nobody_on_duty: "Personne n’est de garde",
    never_connected: "Aucune connexion à ce jour",
    absent: "Absence",
    not_connected: "Pas encore reçu sur un appareil",
  },

  subject: {
    title: "Objet de la conversation",
    save: "Enregistrer",
    detail: "Chacun verra ce changement. L’objet n’apparaît jamais dans une notification.",
  },

  closing: {
    title: "Clore la conversation",
    conclusion: "Conclusion, en une ligne",
    detail: "Elle restera affichée en tête. Chacun peut rouvrir la conversation, et un nouveau message la rouvre.",
    yes: "Clore",
    need: "Écrivez la conclusion.",
  },

  exporting: {
    title: "Exporter pour le dossier",
    detail: "Un PDF à verser au dossier\u00a0: messages, versions corrigées, lecteurs et heures, tels que vous pouvez les voir.",
    what: "Que faut-il exporter\u00a0?",
    whole: "Toute la conversation",
    period: "Une période",
    from: "Du",
    to: "Au",
    files: "Joindre les pièces jointes",
    filesDetail: "Dans un fichier ZIP, avec le PDF.",
    told: "Une ligne dans la conversation dira à tous les participants que vous l’avez exportée.",
    start: "Exporter",
    done: "Exports des dernières 24\u00a0heures",
    of: (messages: number, when: string) => `${exactly(messages, "message", "messages")}, demandé ${when}`,
    states: {
      waiting: "En attente…",
      working: "En préparation…",
      ready: "Prêt",
      failed: "L’export n’a pas abouti. Essayez une période plus courte.",
      gone: "Effacé",
    },
    progress: (hundredths: number) => `${hundredths}\u00a0%`,
    progressOf: "Avancement de l’export",
    formats: { pdf: "PDF", json: "Données (JSON)", zip: "PDF et pièces jointes (ZIP)" },
    download: (format: string) => `Télécharger\u00a0: ${format}`,
    care: "Ces fichiers contiennent des données de santé\u00a0: versez-les au dossier, ne les laissez pas sur un poste partagé.",
  },
};
