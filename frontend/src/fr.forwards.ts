/** The sentences of passing on by mail, and of writing to a patient. Fetched with what says them. */

const WHEN = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" });

export const forwards = {
  subject: (subject: string) => (subject ? `Tr: ${subject}` : "Transmission"),
  passed: "Sera transmis sous votre texte, mot pour mot",
  pdf: (messages: number) => `Conversation en PDF, ${messages}\u00a0${messages > 1 ? "messages" : "message"}`,
  conversation: "Transférer par courrier…",
  sendPdf: "Envoyer par courrier",
};

export const patientMail = {
  title: "Courrier au patient",
  write: "Écrire au patient",
  unverified: "identité non vérifiée",
  aPatient: "Un patient",
  ins: (nature: string, number: string) => `${nature} ${number}`,
  open: "Réponses ouvertes",
  closed: "Réponses closes",
  opposed: (name: string, at: string) => `S’oppose à recevoir des courriers\u00a0: recueilli par ${name} le ${WHEN.format(new Date(at))}.`,
  close: "Clore la correspondance",
  closingSubject: "Fin de la correspondance",
  closingText:
    "Bonjour,\n\nCette correspondance est terminée\u00a0: vous ne pourrez pas répondre à ce message.\n\n" +
    "Pour toute question, contactez directement le cabinet ou le service. En cas d’urgence, appelez le 15.\n\nCordialement,",
  object: "Opposition aux courriers…",
  objectTitle: "Ce patient s’oppose aux courriers\u00a0?",
  objectDetail: "Plus personne ne pourra lui écrire dans Mon espace santé depuis Liaison, tant que cette opposition n’est pas levée. Elle ne change rien à ce qui est partagé entre professionnels.",
  objectYes: "Enregistrer l’opposition",
  lift: "Lever l’opposition aux courriers",
  liftTitle: "Lever l’opposition aux courriers\u00a0?",
  liftDetail: "Le patient accepte à nouveau de recevoir des courriers dans Mon espace santé. Votre nom est enregistré.",
  failed: "Impossible de savoir si l’on peut écrire au patient\u00a0: réessayez dans un instant.",
};
