/** Where there is nothing to show: an empty list, no conversation open. */
export const nothing = {
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
      "Vos courriers MSSanté sont ici\u00a0: envoyés, reçus ou non distribués. Ils ne s’effacent pas.",
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

  choose: {
    title: "Choisir une conversation",
    detail: "Elle s’ouvrira au premier message non lu.",
    next: "suivante, précédente",
    open: "ouvrir",
    create: "nouvelle conversation",
    enter: "Entrée",
  },
};
