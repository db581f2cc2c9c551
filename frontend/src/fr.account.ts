/** What « Mon compte » and a locked screen say. Fetched with them. */
import { exactly, many } from "./fr";

function duration(minutes: number): string {
  return minutes < 120 ? exactly(minutes, "minute", "minutes") : exactly(minutes / 60, "heure", "heures");
}

export const account = {
  locking: {
    title: "Verrouillage",
    after: (minutes: number) => `Sans activité, ce poste se verrouille après ${duration(minutes)}.`,
    now: "Verrouiller maintenant",
    keys: "Ctrl + Alt + L",
    code: "Code de déverrouillage",
    codeDetail: "De 4 à 12 chiffres, sans suite ni répétition. Il vaut pour cette session, sur ce poste seulement.",
    digits: "De 4 à 12 chiffres",
    choose: "Enregistrer",
    chosen: "Code enregistré\u00a0: il déverrouille cette session.",
    offerAfterReturn: "La prochaine fois, déverrouillez cette session avec un code.",
    offer: "Poste partagé\u00a0: choisissez un code pour le déverrouiller vite.",
    offerChoose: "Choisir un code",
  },

  absence: {
    title: "Absence",
    detail: "Qui vous écrit voit jusqu’à quand, et qui vous remplace. Le remplaçant est proposé, jamais ajouté de lui-même.",
    from: "Premier jour",
    until: "Dernier jour",
    standIn: "Remplaçant",
    optional: "facultatif",
    choose: "Choisir un remplaçant",
    change: "Changer",
    remove: "Sans remplaçant",
    save: "Enregistrer l’absence",
    saved: "Absence enregistrée.",
    end: "Mettre fin à l’absence",
    ended: "Absence terminée.",
  },

  phone: {
    title: "Téléphone",
    numbers: (numbers: string) => `Sur votre fiche, d’après l’annuaire national\u00a0: ${numbers}.`,
    none: "L’annuaire national ne donne aucun téléphone à votre nom.",
    legend: "Qui voit mon téléphone\u00a0?",
    shownTo: {
      everybody: "Tous les professionnels",
      companions: "Mes correspondants, avec qui je partage une conversation",
      nobody: "Personne",
    },
    unreached: "Si une demande urgente reste sans réponse, on ne pourra pas vous appeler.",
    saved: "Choix enregistré.",
  },

  sessions: {
    title: "Mes sessions",
    loading: "Chargement…",
    unknown: "Navigateur inconnu",
    here: "cette session",
    shared: "poste partagé",
    locked: "verrouillée",
    opened: (when: string) => `Ouverte ${when}`,
    acted: (when: string) => `Dernière activité ${when}`,
    close: "Fermer",
    closeThis: (browser: string) => `Fermer la session ${browser}`,
    closeOthers: "Fermer partout ailleurs",
  },

  lock: {
    title: "Poste verrouillé",
    whose: (name: string) => `Session de ${name}`,
    waiting: "Vérification…",
    code: "Code de déverrouillage",
    password: "Mot de passe",
    byPassword: "Utiliser mon mot de passe",
    byCode: "Utiliser mon code",
    unlock: "Déverrouiller",
    passkey: "Utiliser ma clé d’accès",
    provider: (name: string) => `Revenir avec ${name}`,
    proved: "Déverrouillage…",
    noWay: "Cette session n’a pas de code. Déconnectez-la, puis identifiez-vous de nouveau.",
    change: "Ce n’est pas ma session\u00a0: la déconnecter",
    leave: "Déconnecter cette session",
    drafts: "Ce qui n’a pas été envoyé depuis ce poste (brouillons, messages en attente) sera effacé.",
    unsent: (count: number) =>
      `${many(count, "message écrit ici n’est pas encore parti", "messages écrits ici ne sont pas encore partis")}. Déconnecter cette session les efface.`,
    stay: "Annuler",
    warning: "Urgence vitale\u00a0: appeler le\u00a015.",
  },
};
