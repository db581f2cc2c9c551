/** What the page says when it opens without its server. Fetched with it. */

export const offline = {
  title: "Hors ligne",
  noAnswer: "Le service ne répond pas",
  opens: "Liaison s’ouvrira dès que la connexion reviendra.",
  kept: "Vos conversations ne sont pas conservées sur cet appareil. Ce que vous y aviez écrit et pas encore envoyé est gardé.",
  warning: "Urgence vitale\u00a0: appeler le\u00a015.",
};
