/** The sentences of « Connexion », in one's account. */

export const security = {
  title: "Connexion",
  why: "Votre mot de passe, et ce qui confirme que c’est vous.",
  loading: "Chargement…",
  username: (name: string) => `Identifiant\u00a0: ${name}`,

  passkeys: "Clés d’accès",
  noPasskey: "Aucune. Une clé d’accès évite de recopier un code.",
  made: (when: string) => `Créée ${when}`,
  used: (when: string) => `utilisée ${when}`,
  neverUsed: "jamais utilisée",
  addPasskey: "Ajouter une clé d’accès",
  makeHere: "Créer la clé sur cet appareil",
  remove: "Retirer",
  removeThis: (name: string) => `Retirer ${name}`,

  app: "Application de codes",
  appSince: (when: string) => `Configurée ${when}`,
  noApp: "Aucune.",
  setUpApp: "Configurer une application",
  changeApp: "Changer d’application",
  theApp: "l’application de codes",

  recovery: "Codes de secours",
  left: (count: number) =>
    count === 0 ? "Il n’en reste aucun\u00a0: faites-en de nouveaux." : `Il en reste ${count}, utilisables une fois chacun.`,
  renew: "En faire de nouveaux",
  renewed: "Les anciens codes ne fonctionnent plus.",

  password: "Mot de passe",
  changePassword: "Changer de mot de passe",
  closesOthers: "Vos autres appareils seront déconnectés.",
  savePassword: "Enregistrer le mot de passe",
  passwordSaved: "Mot de passe changé. Vos autres appareils sont déconnectés.",

  confirm: "Confirmez que c’est vous",
  confirmWhy: "Un écran resté ouvert ne doit pas suffire à changer votre façon d’entrer.",
  back: "Revenir",
  done: "Terminé",
} as const;
