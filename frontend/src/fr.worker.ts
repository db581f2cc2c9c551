/** What a notification says. Never what somebody wrote, nor a patient, nor a subject. */

export const words = {
  message: "Nouveau message sécurisé",
  urgent: "Message urgent sécurisé",
  from: (name: string) => `De ${name}`,
  answer: "Répondre",
  take: "Pris en compte",
  test: "Essai de notification",
  testDetail: "Si vous lisez ceci, cet appareil vous prévient.",
};
