/** Signing in, the account, the search. */
import { exactly } from "../fr/amounts";

/** The law wants the state said here, and at the statement itself (chat/templates/accessibility.html). */
const accessibility = "Accessibilité\u00a0: non conforme";

export const page = {
  signIn: {
    promise: "La discussion entre ceux qui soignent la même personne.",
    detail: "Vous savez qui a vu votre message, qui ne l’a pas vu, et pourquoi. Rien ne se perd, rien ne s’efface.",
    warning: "Urgence vitale\u00a0: appeler le\u00a015. Réservé aux professionnels habilités\u00a0; chaque accès est tracé.",
    accessibility,
    title: "Se connecter",
    username: "Identifiant",
    password: "Mot de passe",
    show: "Afficher",
    hide: "Masquer",
    showPassword: "Afficher le mot de passe",
    hidePassword: "Masquer le mot de passe",
    shared: "Ce poste est partagé",
    sharedDetail: "Verrouillage après quelques minutes sans activité. Les brouillons sont effacés à la déconnexion.",
    submit: "Se connecter",
    demo: "Démonstration\u00a0: entrer comme",
  },

  account: {
    title: "Mon compte",
    duties: "Gardes et rôles",
    activity: "Choisir l’activité exercée",
    notifications: "Notifications",
    mailboxes: "Mes boîtes de courrier",
    theme: "Apparence",
    light: "Claire",
    dark: "Sombre",
    system: "Comme l’appareil",
    keys: "Raccourcis à une touche",
    keysDetail: "J et K passent d’une conversation à l’autre, N en commence une, / mène à la recherche.",
    signOut: "Se déconnecter",
    accessibility,
    signOutAnyway: "Se déconnecter quand même",
    stay: "Rester connecté",
    unsent: (count: number) =>
      count < 2
        ? "1\u00a0message n’est pas encore parti. Il sera effacé de ce poste et ne sera jamais envoyé."
        : `${count}\u00a0messages ne sont pas encore partis. Ils seront effacés de ce poste et ne seront jamais envoyés.`,
  },

  search: {
    narrow: "Affiner la recherche",
    since: "Depuis le",
    until: "Jusqu’au",
    withFiles: "Avec pièce jointe",
    superseded: "Inclure les versions corrigées",
    by: (name: string) => `Messages de ${name}`,
    about: (name: string) => `Au sujet de ${name}`,
    remove: (what: string) => `Retirer ce critère\u00a0: ${what}`,
    results: "Résultats",
    within: (filter: string) => `Dans «\u00a0${filter}\u00a0»`,
    everywhere: "Chercher dans tous les messages",
    people: "Personnes",
    patients: "Patients",
    conversations: "Conversations",
    files: "Fichiers",
    messages: "Messages",
    nConversations: (count: number) => exactly(count, "conversation", "conversations"),
    more: "Plus de messages",
    old: "Version corrigée",
    short: "Tapez au moins deux lettres.",
    loading: "Recherche…",
    failed: "La recherche n’a pas abouti.",
    none: "Rien de tel",
    noneDetail: "Les accents, les majuscules et les pluriels sont sans importance. Essayez un autre mot, ou moins de mots.",
    found: (count: number, more: boolean) =>
      more ? `Plus de ${exactly(count, "résultat", "résultats")}` : exactly(count, "résultat", "résultats"),
  },
};
