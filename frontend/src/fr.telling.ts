/** How I want to be told: preferences, quiet hours, and what has stopped working. Fetched with what shows it. */
export const telling = {
  preferences: {
    title: "Ce qui me prévient",
    loading: "Chargement…",
    conversations: "Conversations à quelques-uns, ou sur un patient",
    conversationsDetail: "Un seul signal sonore pour 2\u00a0minutes d’échange.",
    group: "Groupes de plus de 12\u00a0personnes",
    groupDetail: "La cloche d’une conversation l’emporte sur ce choix.",
    levels: { all: "Chaque message", mentions: "Ce qui me nomme", none: "Rien" },
    urgent: "Une demande urgente à votre nom vous prévient toujours, jusqu’à «\u00a0Pris en compte\u00a0».",
    sender: "Montrer le nom de l’expéditeur",
    senderDetail: "Sinon\u00a0: «\u00a0Nouveau message sécurisé\u00a0». Jamais le texte ni le patient.",
    sound: "Son dans la page ouverte",
    soundDetail: "Deux notes brèves, tant que cet appareil n’est pas inscrit aux notifications. Réglage de ce poste.",
    tryIt: "Écouter",
  },

  quiet: {
    title: "Heures calmes",
    detail: "À ces heures rien ne sonne, sauf une demande urgente à votre nom.",
    detailOn: (hours: string) => `${hours}. Un seul signal à la fin s’il reste des non lus. Les urgences à votre nom passent.`,
    between: (from: string, to: string) => `De ${from} à ${to}`,
    andWeekends: ", samedi et dimanche",
    from: "De",
    to: "à",
    weekends: "Samedi et dimanche, toute la journée",
  },

  offer: {
    title: "Ne pas être dérangé\u00a0?",
    question: (hours: string) => `${hours}\u00a0: rien ne sonnera. Les demandes urgentes à votre nom passent toujours.`,
    yes: "Oui",
    adjust: "Choisir mes heures",
    no: "Non merci",
    accepted: "Heures calmes activées.",
    refused: "Vous serez prévenu à toute heure. Ce choix se change dans les réglages de notification.",
  },

  notified: {
    title: "Être prévenu sur cet appareil\u00a0?",
    detail: "Un signal à chaque nouveau message, même quand Liaison est fermé. Jamais le texte, jamais le patient.",
    yes: "Voir comment",
    no: "Plus tard",
  },

  trouble: {
    here: "Vos notifications ne marchent plus sur cet appareil",
    other: (name: string) => `Vos notifications n’arrivent plus\u00a0: ${name}`,
    detail: "Vos correspondants voient que vous n’êtes pas prévenu.",
    check: "Vérifier",
    later: "Plus tard",
  },
};
