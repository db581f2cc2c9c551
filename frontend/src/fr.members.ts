/** A conversation that was closed, or in which one is asked back. Fetched with what shows it. */
export const members = {
  closed: "Close",
  closedBy: (name: string, when: string) => `${name}, ${when}`,
  reopenIt: "Rouvrir",
  invites: (name: string) => `${name}, vous invite à revenir dans cette conversation.`,
  detail: "Vous ne verrez rien de nouveau avant d’accepter.",
  accept: "Accepter",
  decline: "Décliner",
};
