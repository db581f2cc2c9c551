/** The sentences of what one does and where: fetched with their sheet. */
export const activities = {
  title: "Votre activité",
  legend: "Où exercez-vous maintenant\u00a0?",
  detail: "Vos collègues voient cette activité à côté de votre nom.",
  alone: "Exercice sans structure",
  go: "Continuer",
  loading: "Chargement…",
  failed: "Vos activités n’ont pas pu être chargées. Fermez, puis rouvrez ce volet.",
  none: "L’annuaire national ne connaît aucune activité en cours à votre nom.",
};
