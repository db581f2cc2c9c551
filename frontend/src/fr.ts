/** Every sentence shown, in French. No-break spaces are written \u00a0 so that they are seen here. */

/** « 1 message », « 2 messages »; French counts zero as one. */
export function many(count: number, one: string, more: string): string {
  return `${shown(count)}\u00a0${count < 2 ? one : more}`;
}

/** The same for what is known to the last one. */
function exactly(count: number, one: string, more: string): string {
  return `${count}\u00a0${count < 2 ? one : more}`;
}

/** Counts stop at 100. */
export function shown(count: number): string {
  return count > 99 ? "99+" : String(count);
}

function has(you: boolean): string {
  return you ? "avez" : "a";
}

function amount(messages: number, files: number): string {
  const said = exactly(messages, "message", "messages");
  return files > 0 ? `${said}, ${exactly(files, "pièce jointe", "pièces jointes")}` : said;
}

export const fr = {
  app: "Liaison",
  unreachable: "Le service est injoignable. Vérifiez le réseau, puis réessayez.",
  opening: "Ouverture de Liaison…",
  you: "Vous",
  someone: "Quelqu’un",
  close: "Fermer",
  cancel: "Annuler",
  retry: "Réessayer",
  more: "Autres actions",
  others: (count: number) => many(count, "autre", "autres"),

  signIn: {
    promise: "La discussion entre ceux qui soignent la même personne.",
    detail: "Vous savez qui a vu votre message, qui ne l’a pas vu, et pourquoi. Rien ne se perd, rien ne s’efface.",
    warning: "Urgence vitale\u00a0: appeler le\u00a015. Réservé aux professionnels habilités\u00a0; chaque accès est tracé.",
    title: "Se connecter",
    username: "Identifiant",
    password: "Mot de passe",
    show: "Afficher",
    hide: "Masquer",
    showPassword: "Afficher le mot de passe",
    hidePassword: "Masquer le mot de passe",
    shared: "Ce poste est partagé",
    sharedDetail: "Déconnexion après 10\u00a0minutes sans activité. Les brouillons sont effacés à la déconnexion.",
    submit: "Se connecter",
    demo: "Démonstration\u00a0: entrer comme",
  },

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

  shell: {
    start: "Conversation",
    startLabel: "Nouvelle conversation",
    dock: "Navigation",
    dockInbox: "Réception",
    dockWrite: "Écrire",
    title: (unread: number) => (unread > 0 ? `(${shown(unread)}) Liaison` : "Liaison"),
    newMessages: (count: number, from: string) =>
      from
        ? `${many(count, "nouveau message", "nouveaux messages")} de\u00a0${from}`
        : many(count, "nouveau message", "nouveaux messages"),
  },

  account: {
    title: "Mon compte",
    open: "Mon compte et réglages",
    theme: "Apparence",
    light: "Claire",
    dark: "Sombre",
    system: "Comme l’appareil",
    keys: "Raccourcis à une touche",
    keysDetail: "J et K passent d’une conversation à l’autre, N en commence une.",
    signOut: "Se déconnecter",
    signOutAnyway: "Se déconnecter quand même",
    stay: "Rester connecté",
    unsent: (count: number) =>
      count < 2
        ? "1\u00a0message n’est pas encore parti. Il sera effacé de ce poste et ne sera jamais envoyé."
        : `${count}\u00a0messages ne sont pas encore partis. Ils seront effacés de ce poste et ne seront jamais envoyés.`,
    shared: "Poste partagé\u00a0: déconnexion après 10\u00a0minutes sans activité.",
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
    nothingYet: "Aucun message",
    actions: (title: string) => `Actions\u00a0: ${title}`,
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
    invited: (you: boolean, whom: string) => `${has(you)} invité ${whom} à revenir`,
    declined: (you: boolean) => `${has(you)} décliné l’invitation`,
    left: (you: boolean, why: string) => `${you ? "vous êtes retiré" : "s’est retiré"}${why} de la conversation`,
    leaveReasons: { end_of_care: " (fin de prise en charge)", replaced: " (remplacé)", mistake: " (ajouté par erreur)" },
    replacedBy: (whom: string) => ` (remplacé par ${whom})`,
    subject: (you: boolean, subject: string) => `${has(you)} changé l’objet\u00a0: ${subject || "sans objet"}`,
    closed: (you: boolean, conclusion: string) => `${has(you)} clos la conversation\u00a0: ${conclusion}`,
    reopened: (you: boolean) => `${has(you)} rouvert la conversation`,
    exported: (you: boolean, messages: number) => `${has(you)} exporté ${exactly(messages, "message", "messages")} pour le dossier`,
    patientSet: (you: boolean, whom: string) => `${has(you)} indiqué le patient\u00a0: ${whom}`,
    patientChanged: (you: boolean, whom: string) => `${has(you)} changé le patient ou son identité\u00a0: ${whom}`,
    opposed: (you: boolean) =>
      `${has(you)} enregistré l’opposition du patient\u00a0: personne ne peut plus être ajouté à cette conversation`,
    notOpposed: (you: boolean) => `${has(you)} levé l’opposition du patient`,
    correctedInPlace: (you: boolean) => `${has(you)} corrigé un message que personne n’avait encore vu`,
    cancelled: (you: boolean, reason: string) => `${has(you)} déclaré un message erroné${reason ? `\u00a0: ${reason}` : ""}`,
    masked: (you: boolean) => `${has(you)} masqué un message`,
    maskReasons: { wrong_recipient: "mauvais destinataire", wrong_patient: "mauvais patient" },
    reported: "Un message a été signalé comme erroné\u00a0; son auteur n’a pas répondu",
    reminded: (you: boolean, names: string) => `${has(you)} relancé ${names}, qui n’ont vu que l’original`,
    unsealed: (you: boolean) => `${has(you)} ouvert un message masqué, à deux et avec un motif`,
    taken: (you: boolean) => `${has(you)} pris en compte un message`,
    takingUndone: (you: boolean) => `${has(you)} annulé une prise en compte`,
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
    never_connected: "Aucune connexion à ce jour",
    not_connected: "Pas encore reçu sur un appareil",
  },

  members: {
    gone: "Ont quitté",
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
    change: "Changer le patient ou son identité",
    seeCard: "Fiche du patient",
    birthFirstNames: "Prénoms de naissance",
    usedFirstName: "Prénom utilisé",
    birthDate: "Date de naissance",
    birthPlace: "Lieu de naissance (code INSEE)",
    unknownPlace: "non renseigné",
    sexes: { F: "Féminin", M: "Masculin", I: "Indéterminé" },
    matricule: "Matricule INS",
    key: "Clé",
    keyIs: (key: string) => `clé\u00a0${key}`,
    nature: "Nature",
    natures: { nir: "NIR", nia: "NIA", test: "NIR de test", demo: "NIR de démonstration" },
    saysOtherwise:
      "Le matricule saisi ne correspond pas au sexe ou à la date de naissance. À vérifier\u00a0: c’est peut-être celui d’un ouvrant droit.",
    mine: "Mes conversations pour ce patient",
    noOther: "Vous n’avez pas d’autre conversation pour ce patient.",
    mineFailed: "Cette liste n’a pas pu être chargée.",
    object: "Enregistrer une opposition",
    objectTitle: "Enregistrer l’opposition du patient\u00a0?",
    objectDetail:
      "Le patient s’oppose au partage d’informations le concernant. Personne ne pourra être ajouté à cette conversation tant que l’opposition n’est pas levée. Les participants en sont informés par une ligne.",
    objectYes: "Enregistrer",
    isOpposed: "Le patient s’oppose au partage\u00a0: personne ne peut être ajouté à cette conversation.",
    lift: "Lever l’opposition",
    liftTitle: "Lever l’opposition du patient\u00a0?",
    liftDetail: "Des professionnels pourront de nouveau être ajoutés à cette conversation.",
    changeTitle: "Changer le patient\u00a0?",
    changeDetail: (old: string, next: string) =>
      `Cette conversation concerne ${old}. Ce qui y est écrit restera, et tous verront qu’elle concerne désormais ${next}.`,
    changeYes: "Changer",
    find: "Un patient de vos conversations",
    findHint: "Début du nom ou du prénom",
    findNone: "Aucun patient de vos conversations ne porte ce nom. Saisissez son identité ci-dessous.",
    findFailed: "La recherche n’a pas abouti. Vérifiez le réseau, puis tapez de nouveau.",
    bornAt: (place: string) => `lieu\u00a0${place}`,
    conversations: (count: number) => exactly(count, "conversation", "conversations"),
    already: (count: number) =>
      count < 2 ? "1\u00a0conversation le concerne déjà." : `${count}\u00a0conversations le concernent déjà.`,
    seeThem: "Les voir",
    enter: "Saisir une identité",
    dateHint: "jj/mm/aaaa",
    placeHint: "5\u00a0caractères\u00a0: la commune, ou 99 et le pays. 99999 s’il est inconnu.",
    matriculeHint: "13\u00a0caractères et 2\u00a0chiffres de clé. Il ne s’affiche que si l’identité est qualifiée.",
    paper: "Identité vérifiée sur une pièce d’identité",
    paperHint: "Cochée, l’identité est validée\u00a0; sinon, provisoire. Elle ne devient qualifiée que par un logiciel agréé.",
    save: "Enregistrer",
    choose: "Choisir ce patient",
    remove: "Retirer le patient",
    problems: {
      name: "Lettres, espaces, apostrophes et traits d’union seulement.",
      needed: "À renseigner.",
      date: "Une date de la forme 14/03/1941.",
      dateLater: "Cette date n’est pas encore venue.",
      place: "5\u00a0caractères, comme 31555, 2A004 ou 99134.",
      placeNeeded: "Nécessaire pour une identité validée\u00a0: 99999 s’il est inconnu.",
      matricule: "13\u00a0caractères\u00a0: des chiffres, 2A ou 2B pour la Corse.",
      key: "Cette clé n’est pas celle du matricule.",
      nature: "Un NIA commence par 7 ou 8, un NIR non.",
    },
    otherTitle: "Est-ce le bon patient\u00a0?",
    other: (other: string, this_: string) => `Ce message parle de ${other}. Cette conversation concerne ${this_}.`,
    sendAnyway: "Envoyer quand même",
    reread: "Relire",
  },

  starting: {
    title: "Nouvelle conversation",
    who: "Qui doit recevoir vos messages\u00a0?",
    placeholder: "Nom ou prénom",
    found: (count: number) => many(count, "personne", "personnes"),
    foundMost: (count: number) => `Les ${count}\u00a0premiers, précisez le nom`,
    none: (letters: string) =>
      `Personne ne s’appelle «\u00a0${letters}\u00a0». Vérifiez l’orthographe, ou tapez seulement le début du nom.`,
    before: "Tapez le début d’un nom ou d’un prénom. Les accents et l’ordre sont sans importance.",
    failed: "La recherche n’a pas abouti. Vérifiez le réseau, puis tapez de nouveau.",
    heads: ["Nom et profession", "Structure, commune"],
    homonyms: (count: number, name: string) => `${count}\u00a0${name}.`,
    checkHomonyms: "Vérifier la profession et la commune.",
    participants: "Participants",
    remove: (name: string) => `Retirer ${name}`,
    removeAlone: "Retirer ",
    subject: "Objet",
    optional: "facultatif",
    subjectHint: "N’apparaît jamais dans une notification.",
    first: "Premier message",
    start: (count: number) => `Commencer à\u00a0${count}`,
    startEmpty: "Commencer",
    next: "Suivant",
    back: "Revenir au choix des personnes",
    needOne: "Choisissez au moins une personne.",
    full: "Une conversation compte 100\u00a0participants au plus.",
  },
};
