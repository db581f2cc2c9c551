/** The sentences of the directory and of choosing people: fetched with them. */
import { exactly } from "./fr";

export const directory = {
  title: "Annuaire",
  close: "Fermer la fiche",

  find: {
    label: "Nom ou prénom",
    placeholder: "Nom ou prénom",
    before: "Tapez au moins trois lettres d’un nom ou d’un prénom, ou choisissez un filtre. Accents, ordre et petites fautes sont sans importance.",
    none: (letters: string) =>
      letters
        ? `Personne ne correspond à «\u00a0${letters}\u00a0». Vérifiez l’orthographe, ou tapez seulement le début du nom.`
        : "Personne ne correspond à ces filtres.",
    failed: "La recherche n’a pas abouti. Vérifiez le réseau, puis tapez de nouveau.",
    people: (count: number) => exactly(count, "personne", "personnes"),
    first: (count: number) => `Les ${count}\u00a0premières, précisez`,
    more: "Voir la suite",
    heads: ["Nom et profession", "Structure, commune", "Joignable\u00a0?"],
  },

  narrowing: {
    add: "Filtrer",
    label: "Profession, spécialité, structure, commune ou département",
    kinds: {
      profession: "Profession",
      speciality: "Spécialité",
      department: "Département",
      town: "Commune",
      structure: "Structure",
    },
    named: (kind: string, name: string, detail: string) => `${kind}\u00a0: ${name}${detail ? ` (${detail})` : ""}`,
    remove: (what: string) => `Retirer le filtre ${what}`,
    none: "Aucun filtre ne correspond.",
  },

  reach: {
    connected: "En ligne",
    absent: (day: string) => `Absence jusqu’au\u00a0${day}`,
    absentReplaced: (day: string, whom: string) => `Absence jusqu’au\u00a0${day}, remplacement\u00a0: ${whom}`,
    this_week: "Connexion cette semaine",
    earlier: (day: string) => `Dernière connexion le\u00a0${day}`,
    never: "Aucune connexion à ce jour",
    no_account: "Sans compte Liaison",
    by_mail: "Recevra vos messages par courrier sécurisé",
    closed: "Ne reçoit plus de messages",
    onDuty: (names: string, state: string) => `De garde\u00a0: ${names}. ${state}`,
    nobodyOnDuty: (phone: string) => (phone ? `Personne n’est de garde. Appelez le\u00a0${phone}` : "Personne n’est de garde"),
  },
  rpps: (digits: string) => `RPPS\u00a0…${digits}`,

  /** Before sending, of those chosen. */
  summary: {
    all: (count: number) => (count < 2 ? "Joignable." : `${count} sur ${count} joignables.`),
    some: (count: number, all: number) => `${count} sur ${all} ${count < 2 ? "joignable" : "joignables"}.`,
    absent: (names: string) => `En absence\u00a0: ${names}. Un remplaçant n’est jamais ajouté de lui-même.`,
    never: (names: string) => `Aucune connexion à ce jour\u00a0: ${names}. Prévenez par téléphone.`,
    byMail: (names: string) => `Par courrier sécurisé\u00a0: ${names}.`,
    unheld: (names: string) => `Personne n’est de garde\u00a0: ${names}. Le message attendra\u00a0: si c’est pressé, appelez.`,
    call: (name: string, phone: string) => `${name} (${phone})`,
    closed: (names: string) => `Ne reçoit plus de messages\u00a0: ${names}.`,
  },

  mine: {
    favourites: "Favoris",
    teams: "Mes équipes",
    addTeam: (name: string, count: number) => `Ajouter l’équipe ${name}, ${exactly(count, "personne", "personnes")}`,
    teamAdded: (name: string) => `Équipe ${name} ajoutée.`,
    leftOut: (names: string) => `Ne peuvent pas recevoir de message\u00a0: ${names}.`,
  },

  card: {
    label: "Fiche du professionnel",
    back: "Revenir aux participants",
    rpps: (number: string) => `RPPS ${number}`,
    namesakes: (count: number) =>
      count < 2
        ? "Un autre professionnel porte ce nom. Vérifier la profession et la commune."
        : `${count}\u00a0autres professionnels portent ce nom. Vérifier la profession et la commune.`,
    activities: "Activités",
    noActivity: "Aucun lieu d’exercice connu.",
    call: (number: string) => `Appeler le ${number}`,
    phoneKept: "Ce professionnel ne vous communique pas son téléphone.",
    mailboxes: "Messagerie sécurisée (MSSanté)",
    write: "Écrire",
    writeLetter: "Écrire un courrier",
    star: "Ajouter aux favoris",
    unstar: "Retirer des favoris",
    failed: "Cette fiche n’a pas pu être chargée.",
    open: (name: string) => `Fiche de ${name}`,
  },

  team: {
    create: "Nouvelle équipe",
    edit: (name: string) => `Modifier l’équipe ${name}`,
    write: (name: string) => `Écrire à l’équipe ${name}`,
    name: "Nom de l’équipe",
    who: "Qui en fait partie\u00a0?",
    save: "Enregistrer",
    remove: "Supprimer l’équipe",
    removeTitle: "Supprimer cette équipe\u00a0?",
    removeDetail: "La liste disparaît. Les conversations et leurs participants ne changent pas.",
    needName: "Donnez un nom à cette équipe.",
    needOne: "Choisissez au moins une personne.",
    members: (count: number) => exactly(count, "personne", "personnes"),
    private: "Vous seul voyez vos favoris et vos équipes.",
    none: "Aucune équipe. Une équipe est une liste de personnes que vous ajoutez d’un geste à une conversation.",
    noFavourite: "Aucun favori. L’étoile d’une fiche en ajoute un.",
    failed: "Vos listes n’ont pas pu être chargées.",
  },
};
