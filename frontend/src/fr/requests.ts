/** « Demander une prise en compte » */
import { many } from "./amounts";

export const requests = {
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
  suspended: "Accès suspendu",
  taken: (when: string) => `Pris en compte ${when}`,
  take: "Pris en compte",
  undo: "Annuler",
  undoLabel: "Annuler ma prise en compte",
  ofMe: (count: number) => `${many(count, "prise en compte attendue", "prises en compte attendues")} de vous`,
  byMe: (count: number) => `${many(count, "demandée", "demandées")} par vous`,
  here: (count: number) => many(count, "prise en compte attendue", "prises en compte attendues"),
};
