/** What « Notifications » says. Fetched with it. */
import type { Machine } from "./store/machine";

export const notifications = {
  title: "Notifications",
  back: "Revenir",
  loading: "Chargement…",

  here: {
    title: "Cet appareil",
    offer: "Être prévenu sur cet appareil",
    offerDetail:
      "Un signal arrive même quand Liaison est fermé\u00a0: «\u00a0Nouveau message sécurisé\u00a0». Jamais le texte, jamais le patient. Votre navigateur demandera votre accord.",
    enable: "Activer sur cet appareil",
    enabling: "Activation…",
    on: "Cet appareil vous prévient, même quand Liaison est fermé.",
    disable: "Ne plus me prévenir sur cet appareil",
    shared: "Poste partagé\u00a0: aucun signal n’est envoyé ici, la personne suivante le verrait.",
    off: "Ce service n’envoie pas de notifications. Prévenez votre administrateur.",
    unsupported: "Ce navigateur ne reçoit pas de notifications quand Liaison est fermé. Utilisez une version récente de Chrome, Edge, Firefox ou Safari.",
    denied: "Ce navigateur bloque les notifications de Liaison.",
    failed: "L’inscription de cet appareil n’a pas abouti. Vérifiez le réseau, puis réessayez.",
    install: "Sur iPhone et iPad, il faut d’abord installer Liaison\u00a0:",
    installSteps: [
      "Dans Safari, touchez Partager\u00a0: le carré d’où sort une flèche.",
      "Choisissez «\u00a0Sur l’écran d’accueil\u00a0», puis «\u00a0Ajouter\u00a0».",
      "Ouvrez Liaison par sa nouvelle icône, identifiez-vous, et revenez à cet écran.",
    ],
  },

  /** How to let this browser notify again. */
  allow: {
    iphone: "Réglages, Notifications, Liaison\u00a0: activez «\u00a0Autoriser les notifications\u00a0».",
    android: "Touchez l’icône à gauche de l’adresse, puis Autorisations, Notifications\u00a0: Autoriser.",
    windows: "Cliquez sur l’icône à gauche de l’adresse, puis Notifications\u00a0: Autoriser. Rechargez ensuite la page.",
    mac: "Cliquez sur l’icône à gauche de l’adresse (dans Safari\u00a0: Réglages, Sites web, Notifications), et autorisez Liaison.",
    other: "Cliquez sur l’icône à gauche de l’adresse, puis Notifications\u00a0: Autoriser. Rechargez ensuite la page.",
  } satisfies Record<Machine, string>,

  devices: {
    title: "Mes appareils",
    none: "Aucun appareil ne vous prévient. Vos correspondants le voient avant de vous écrire.",
    here: "cet appareil",
    last: (when: string) => `Dernier signal ${when}`,
    never: (when: string) => `Inscrit ${when}, aucun signal pour l’instant`,
    silent: "Aucun signal depuis plus de 7\u00a0jours. Vos correspondants le voient.",
    refused: "Le service de notification refuse cet appareil. Vos correspondants le voient.",
    remove: "Retirer",
    removeThis: (name: string) => `Retirer ${name}`,
  },

  diagnostic: {
    title: "Tester mes notifications",
    detail: "Un vrai signal part du serveur et revient. Chaque étape est montrée.",
    elsewhere: "Le test se fait sur un appareil qui peut vous prévenir.",
    begin: "Lancer le test",
    again: "Relancer le test",
    works: "Tout fonctionne\u00a0: cet appareil vous préviendra.",
    question: "L’avez-vous vu à l’écran\u00a0?",
    yes: "Oui",
    no: "Non",
    seconds: (seconds: number) => `${seconds.toLocaleString("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 })}\u00a0s`,
    steps: {
      permission: { name: "Autorisation du navigateur", done: "Accordée", failed: "Pas accordée", running: "Vérification…", waiting: "" },
      device: { name: "Cet appareil est inscrit", done: "Inscription à jour", failed: "Pas inscrit", running: "Vérification…", waiting: "" },
      sent: {
        name: "Signal parti de Liaison",
        done: "Accepté par le service de notification",
        failed: "Pas accepté par le service de notification",
        running: "En route…",
        waiting: "",
      },
      shown: { name: "Signal arrivé sur l’appareil", done: "Le navigateur l’a reçu et affiché", failed: "Pas arrivé en 30\u00a0secondes", running: "En route…", waiting: "" },
      seen: { name: "Vu par vous", done: "Vous avez répondu «\u00a0oui\u00a0».", failed: "Vous avez répondu «\u00a0non\u00a0».", running: "À vous de le dire", waiting: "" },
    },
    remedies: {
      permission: "Le navigateur ne laisse pas Liaison vous prévenir",
      device: "Cet appareil n’est pas inscrit, ou ne l’est plus",
      deviceText: "Activez les notifications sur cet appareil, puis relancez le test.",
      refused: "Le service de notification refuse les signaux de Liaison",
      refusedText: "Vous n’y pouvez rien d’ici\u00a0: prévenez votre administrateur. Vos messages sont intacts.",
      busy: "Le service de notification ne répond pas",
      busyText: "Il est tenu par l’éditeur de votre navigateur. Relancez le test dans quelques minutes. Vos messages sont intacts.",
      shown: "Le signal est parti, l’appareil ne l’a pas reçu",
      shownText: {
        iphone: "Vérifiez le réseau. Fermez Liaison, ouvrez-le par son icône de l’écran d’accueil, puis relancez le test.",
        android: "Vérifiez le réseau. Dans Paramètres, Applications, votre navigateur, Batterie\u00a0: choisissez «\u00a0Sans restriction\u00a0».",
        windows: "Vérifiez le réseau, et laissez le navigateur ouvert. Sur un réseau d’établissement, un pare-feu peut bloquer les notifications\u00a0: demandez au service informatique.",
        mac: "Vérifiez le réseau, et laissez le navigateur ouvert. Sur un réseau d’établissement, demandez au service informatique.",
        other: "Vérifiez le réseau, et laissez le navigateur ouvert. Sur un réseau d’établissement, demandez au service informatique.",
      },
      seen: "Le signal arrive, mais l’écran ne le montre pas",
      seenText: {
        iphone: "Le plus souvent\u00a0: un mode Concentration. Réglages, Concentration, Apps autorisées, ajoutez Liaison.",
        android: "Le plus souvent\u00a0: «\u00a0Ne pas déranger\u00a0» est actif. Sinon, Paramètres, Notifications, et autorisez Liaison ou votre navigateur.",
        windows: "Le plus souvent\u00a0: «\u00a0Ne pas déranger\u00a0» est actif sur ce poste. Barre des tâches, horloge, icône cloche. Sinon, Paramètres, Système, Notifications, et autorisez votre navigateur.",
        mac: "Le plus souvent\u00a0: un mode Concentration. Centre de contrôle, Concentration. Sinon, Réglages Système, Notifications, et autorisez votre navigateur.",
        other: "Le plus souvent\u00a0: le mode «\u00a0Ne pas déranger\u00a0» de ce poste est actif. Sinon, autorisez votre navigateur dans les réglages de notification.",
      },
    },
  },
};
