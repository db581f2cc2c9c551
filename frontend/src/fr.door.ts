/** The sentences of the door (but for the first screen, in fr.later.ts), and of « Sécurité ». */
export const door = {
  orPasskey: "Se connecter avec une clé d’accès",
  forgot: "Mot de passe oublié\u00a0?",
  again: "Recommencer",
  next: "Continuer",

  second: {
    title: "Confirmez que c’est vous",
    why: "Votre mot de passe est juste. Il manque la seconde preuve.",
    byPasskey: "Utiliser ma clé d’accès",
    code: "Code à 6\u00a0chiffres",
    codeHint: "Affiché par votre application de codes. Il change toutes les 30\u00a0secondes et ne sert qu’une fois.",
    recovery: "Code de secours",
    recoveryHint: "Un de ceux que vous avez notés\u00a0: douze caractères. Il ne sert qu’une fois.",
    toRecovery: "Je n’ai plus mon téléphone ni ma clé\u00a0: utiliser un code de secours",
    toOther: "Revenir à l’autre moyen",
    lost: "Vous n’avez plus rien de tout cela\u00a0? Demandez un nouveau lien d’invitation à votre administrateur.",
  },

  enrolment: {
    title: "Protégez votre compte",
    why: "Un mot de passe peut être vu ou deviné. Pour entrer, il faudra aussi une chose que vous êtes seul à avoir.",
    passkey: "Une clé d’accès sur cet appareil",
    passkeyDetail: "Empreinte, visage ou code de l’appareil. Le plus simple et le plus sûr, sur votre téléphone ou votre ordinateur à vous.",
    passkeyDo: "Créer une clé d’accès",
    notShared: "Pas sur un poste partagé\u00a0: d’autres que vous l’ouvrent.",
    app: "Une application de codes",
    appDetail: "Sur votre téléphone, elle affiche un code à 6\u00a0chiffres\u00a0: FreeOTP, Aegis, Google ou Microsoft Authenticator…",
    appDo: "Configurer une application",
    scan: "1. Avec l’application, photographiez ce carré.",
    picture: "Carré à photographier avec l’application de codes",
    type: "Impossible à photographier\u00a0? Recopiez cette clé dans l’application\u00a0:",
    sameDevice: "Ouvrir l’application sur cet appareil",
    code: "2. Recopiez le code qu’elle affiche",
    other: "Choisir un autre moyen",
  },

  codes: {
    title: "Vos codes de secours",
    why: "Si vous perdez votre téléphone ou votre clé, un de ces codes la remplacera, une fois. Ils ne seront plus jamais affichés.",
    how: "Imprimez-les ou notez-les, et gardez-les sous clé, loin de ce poste.",
    copy: "Copier",
    copied: "Copiés",
    print: "Imprimer",
    done: "Je les ai notés",
  },

  link: {
    invitation: (name: string) => `Bienvenue, ${name}`,
    invited: "Choisissez votre mot de passe. Vous protégerez ensuite votre compte par une seconde preuve.",
    reset: "Choisir un nouveau mot de passe",
    resets: "Il ne sera enregistré qu’une fois votre seconde preuve donnée.",
    username: "Votre identifiant",
    password: "Nouveau mot de passe",
    rule: "Au moins 12\u00a0caractères. Une phrase de quelques mots est plus sûre et plus facile à retenir.",
    opening: "Ouverture du lien…",
  },

  forgotten: {
    title: "Mot de passe oublié",
    why: "Un lien vous sera envoyé par courriel, valable une heure. Votre seconde preuve vous sera demandée.",
    send: "Envoyer le lien",
    sent: "Si cet identifiant existe et qu’une adresse lui est connue, un lien vient d’y partir.",
    nothing: "Rien reçu d’ici quelques minutes\u00a0? Demandez un nouveau lien d’invitation à votre administrateur.",
  },
} as const;
