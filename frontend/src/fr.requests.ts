/** The sentences of asking for « prise en compte », and of the list of what is asked. Fetched with what shows them. */
import { exactly } from "./fr";

export const requests = {
  mention: "Nommer un participant",
  ask: "Demander une prise en compte",
  askUrgent: "Demander une prise en compte urgente",
  askNothing: "Ne plus demander de prise en compte",
  chooseOne: "Choisissez qui doit prendre ce message en compte.",
  fiveAtMost: "Une demande urgente s’adresse à cinq personnes au plus.",
  vital: "En cas d’urgence vitale\u00a0: appeler le\u00a015.",
  goodUse: (sent: number) =>
    `Vous avez envoyé ${exactly(sent, "demande urgente", "demandes urgentes")} aujourd’hui. Gardez l’urgence pour ce qui ne peut pas attendre\u00a0: c’est ce qui la fait entendre.`,
  title: "Prises en compte",
  groupOfMe: "Attendues de vous",
  groupByMe: "Demandées par vous",
  noneOfMe: "Rien ne vous est demandé.",
  noneByMe: "Rien n’est en attente de votre côté.",
  from: (name: string, when: string) => `${name}, ${when}`,
  awaits: (names: string) => `En attente\u00a0: ${names}`,
  more: "Voir la suite",
  loading: "Chargement…",
  failed: "La liste n’a pas pu être chargée.",
};
