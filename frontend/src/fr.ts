/** Every sentence shown, in French. No-break spaces are written \u00a0 so that they are seen here. */

/** « 1 message », « 2 messages »; French counts zero as one. */
export function many(count: number, one: string, more: string): string {
  return `${shown(count)}\u00a0${count < 2 ? one : more}`;
}

/** The same for what is known to the last one. */
export function exactly(count: number, one: string, more: string): string {
  return `${count}\u00a0${count < 2 ? one : more}`;
}

/** Counts stop at 100. */
export function shown(count: number): string {
  return count > 99 ? "99+" : String(count);
}

export function amount(messages: number, files: number): string {
  const said = exactly(messages, "message", "messages");
  return files > 0 ? `${said}, ${exactly(files, "pièce jointe", "pièces jointes")}` : said;
}

export const fr = {
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

  filters: {
    label: "Filtres",
    inbox: "Boîte de réception",
    unread: "Non lus",
    all: "Tous les messages",
    conversations: "Conversations",
    mail: "Courriers",
    favourites: "Favoris",
    todo: "À traiter",
    archived: "Archivées",
    nUnread: (count: number) => many(count, "conversation non lue", "conversations non lues"),
    nMail: (count: number) => many(count, "courrier non lu", "courriers non lus"),
    nTodo: (count: number) => many(count, "conversation à traiter", "conversations à traiter"),
  },

  account: {
    open: "Mon compte et réglages",
  },

  shell: {
    start: "Conversation",
    startLabel: "Nouvelle conversation",
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

  list: {
    label: "Liste des conversations",
    loading: "Chargement de la liste…",
    failed: "La liste n’a pas pu être chargée",
    kept: "Vos brouillons et vos messages en attente sont gardés sur ce poste.",
    typing: (name: string) => `${name} écrit…`,
    draft: "Brouillon",
    unsent: "Non envoyé",
    archived: "Archivée",
    left: "Quittée",
    leftGroup: "Quittées",
    archivedGroup: "Archivées par vous",
    unread: (count: number) => many(count, "non lu", "non lus"),
    starred: "favori",
    ticked: "à traiter",
    youSaid: (text: string) => `Vous\u00a0: ${text}`,
    someoneSaid: (name: string, text: string) => `${name}\u00a0: ${text}`,
    masked: "Message masqué",
    cancelledPreview: (reason: string) => `Message déclaré erroné\u00a0: ${reason}`,
    nothingYet: "Aucun message",
    files: (count: number) => exactly(count, "pièce jointe", "pièces jointes"),
    added: (name: string) => `${name} vous a ajouté`,
    actions: (title: string) => `Actions\u00a0: ${title}`,
  },

  search: {
    label: "Rechercher",
    placeholder: "Personne, message, fichier",
    clear: "Effacer la recherche",
    close: "Fermer la recherche",
  },

  empty: {
    inbox: [
      "Aucune conversation reçue",
      "Les conversations où l’on vous écrit arrivent ici. Les autres sont dans ",
      "Tous les messages",
    ],
    unread: ["Tout est lu", "Aucune conversation non lue. Ce que vous avez gardé à faire est dans ", "À traiter"],
    all: ["Aucune conversation", "Commencez-en une\u00a0: vos confrères la verront dans leur boîte de réception.", ""],
    conversations: ["Aucune conversation en cours", "Celles que vous avez archivées sont dans ", "Archivées"],
    mail: [
      "Aucun courrier",
      "Cette liste montrera vos courriers MSSanté\u00a0: envoyés, reçus ou non distribués. Aucune boîte n’est encore reliée à Liaison.",
      "",
    ],
    favourites: ["Aucun favori", "L’étoile en haut d’une conversation la garde ici, même archivée.", ""],
    todo: [
      "Rien à traiter",
      "Cochez une conversation ou un message pour le retrouver ici. Seul «\u00a0Traité\u00a0» l’en retire.",
      "",
    ],
    archived: ["Aucune conversation archivée", "Archiver range sans rien effacer. Tout le reste est dans ", "Tous les messages"],
  } satisfies Record<string, [string, string, string]>,

  corrections: {
    correct: "Corriger",
    cancel: "Annuler ce message…",
    mask: "Masquer…",
    report: "Signaler une erreur…",
    versions: "Toutes les versions",
  },

  marks: {
    star: "Ajouter aux favoris",
    unstar: "Retirer des favoris",
    favourite: "Favori",
    tick: "À traiter",
    done: "Traité",
    archive: "Archiver",
    unarchive: "Remettre dans la réception",
    unarchived: "Remise dans la réception.",
    markUnread: "Marquer non lu",
    markUnreadFrom: "Marquer non lu à partir d’ici",
    markedUnread: "Marqué non lu pour vous. Les autres voient toujours que vous l’avez vu.",
    markRead: "Marquer comme lu",
    copy: "Copier",
    copied: "Message copié.",
    copyRefused: "Le navigateur a refusé la copie.",
    seenBy: "Vu par…",
    archived: "Archivée. Reviendra au prochain message.",
    keptArchived: "Gardée archivée\u00a0: elle ne reviendra pas d’elle-même.",
    keep: "Garder archivée",
    archiveUnread: "Archiver sans lire\u00a0?",
    archiveUnreadDetail: (count: number) =>
      `${many(count, "message non lu sera marqué comme lu", "messages non lus seront marqués comme lus")} pour vous. Personne ne verra que vous ${count < 2 ? "l’avez lu" : "les avez lus"}.`,
    archiveAnyway: "Archiver sans lire",
  },

  choose: {
    title: "Choisir une conversation",
    detail: "Elle s’ouvrira au premier message non lu.",
    next: "suivante, précédente",
    open: "ouvrir",
    create: "nouvelle conversation",
    enter: "Entrée",
  },

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

  requests: {
    named: "Participants à nommer",
    namedFound: (count: number) => many(count, "participant", "participants"),
    askedOf: "Prise en compte demandée à",
    askedUrgentlyOf: "Prise en compte urgente demandée à",
    notEnough: "Lire ne suffit pas. Urgence vitale\u00a0: appeler le\u00a015.",
    vitalShort: "Urgence vitale\u00a0: appeler le\u00a015.",
    urgent: "Urgent",
    urgentMark: "urgent",
    block: "Prise en compte demandée",
    blockYou: "Prise en compte demandée\u00a0: vous",
    blockMany: (count: number) => `Prise en compte demandée à\u00a0${count}\u00a0personnes`,
    waiting: "En attente",
    seenWaiting: "Vu, en attente",
    gone: "A quitté la conversation",
    taken: (when: string) => `Pris en compte ${when}`,
    take: "Pris en compte",
    undo: "Annuler",
    undoLabel: "Annuler ma prise en compte",
    ofMe: (count: number) => `${many(count, "prise en compte attendue", "prises en compte attendues")} de vous`,
    byMe: (count: number) => `${many(count, "demandée", "demandées")} par vous`,
    here: (count: number) => many(count, "prise en compte attendue", "prises en compte attendues"),
  },

  quotes: {
    answer: "Répondre",
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
    gone: "Ont quitté",
    undo: "Annuler l’ajout",
    addHim: (name: string) => `Ajouter ${name}`,
    leave: "Quitter la conversation",
    subject: "Changer l’objet",
    add: "Ajouter des participants",
    close: "Clore la conversation",
    closed: "Close",
    closedBy: (name: string, when: string) => `${name}, ${when}`,
    reopenIt: "Rouvrir",
    reopen: "Rouvrir la conversation",
  },

  invitation: {
    says: (name: string) => `${name}, vous invite à revenir dans cette conversation.`,
    detail: "Vous ne verrez rien de nouveau avant d’accepter.",
    preview: (name: string) => `${name} vous invite à revenir`,
    accept: "Accepter",
    decline: "Décliner",
  },

  patient: {
    label: "Patient",
    birthName: "Nom de naissance",
    firstName: "Prénom",
    usedName: "Nom utilisé",
    born: { F: "Née le", M: "Né le", I: "Né(e) le" },
    bornWords: { F: "née le", M: "né le", I: "né(e) le" },
    age: (years: number) => exactly(years, "an", "ans"),
    months: (months: number) => `${months}\u00a0mois`,
    sex: "Sexe",
    identity: "Identité",
    statuses: {
      PROV: "Identité provisoire",
      VALI: "Identité validée",
      RECUP: "Identité récupérée",
      QUAL: "INS qualifiée",
    },
    /** Under « Identité ». */
    surely: { PROV: "Provisoire", VALI: "Validée", RECUP: "Récupérée", QUAL: "INS qualifiée" },
    opposed: "Opposition du patient",
    card: (status: string) => `${status}, fiche du patient`,
    waiting: "Chargement… La saisie s’ouvre quand l’identité du patient est affichée.",
    failed: "La fiche du patient n’a pas pu être chargée. Vérifiez le réseau, puis rouvrez-la.",
    set: "Indiquer le patient",
    seeCard: "Fiche du patient",
    birthDate: "Date de naissance",
    otherTitle: "Est-ce le bon patient\u00a0?",
    other: (other: string, this_: string) => `Ce message parle de ${other}. Cette conversation concerne ${this_}.`,
    sendAnyway: "Envoyer quand même",
    reread: "Relire",
  },
};
