/** The sentences of files: joined to a message, on their way, in the thread, looked at. Fetched with what shows them. */
import { exactly } from "./fr";

const MEGABYTE = 1_048_576; // 10 Mo of attachments are 10 of these
const DECIMAL = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** « 412 ko », « 1,4 Mo ». */
function bytes(size: number): string {
  return `${inUnitOf(size, size)}\u00a0${size < MEGABYTE ? "ko" : "Mo"}`;
}

/** The number alone, in the unit a whole of this size is told in. */
function inUnitOf(part: number, whole: number): string {
  return whole < MEGABYTE ? String(Math.ceil(part / 1_024)) : DECIMAL.format(part / MEGABYTE);
}

export const files = {
  label: "Pièces jointes",
  join: "Joindre un fichier",
  photograph: "Prendre une photo",
  drop: "Déposez ici pour joindre au message",
  size: bytes,
  sent: (sent: number, size: number) => `${inUnitOf(sent, size)} sur ${bytes(size)}`,
  sending: (name: string) => `Envoi de ${name}`,
  stop: (name: string) => `Annuler l’envoi de ${name}`,
  remove: (name: string) => `Retirer ${name}`,
  states: {
    unknown: "Vérification…",
    preparing: "Préparation…",
    sending: "",
    waiting: "L’envoi reprendra au retour du réseau",
    elsewhere: "En cours d’envoi dans un autre onglet",
    up: "",
    too_large: "",
    refused: "",
    lost: "",
  },
  notes: { unplaced: "Lieu de prise de vue retiré de la photo", reduced: "Copie réduite" },
  refused: "refusé.",
  textKept: "Votre texte est gardé.",
  tooLarge: "Ce fichier dépasse 10\u00a0Mo.",
  reduce: "Joindre une copie réduite (2\u00a0560\u00a0pixels)",
  notReduced: "Cette photo dépasse 10\u00a0Mo et n’a pas pu être réduite ici.",
  unreadable: "Ce fichier n’a pas pu être lu sur ce poste. Joignez-le de nouveau.",
  lost: "n’était pas encore envoyé quand la page s’est fermée. Joignez-le de nouveau.",
  tooMany: (count: number) =>
    `Un message porte 10\u00a0fichiers au plus\u00a0: ${exactly(count, "fichier n’a pas été joint", "fichiers n’ont pas été joints")}.`,
  removeFirst: "Retirez le fichier qui n’a pas pu être joint, ou remplacez-le, puis envoyez.",
  goesAfter: "Le message part dès que ses fichiers sont envoyés.",
  staysBehind: "Les pièces jointes restent avec la première version. Joignez ici celles qui doivent accompagner la correction.",
  checking: (size: number) => `${bytes(size)}, analyse en cours`,
  reasons: {
    infected: "Refusé à l’analyse\u00a0: virus détecté. Personne ne peut l’ouvrir.",
    unsafe: "Refusé à l’analyse\u00a0: contenu dangereux. Personne ne peut l’ouvrir.",
  },
  toOpen: (size: number) => `${bytes(size)}, ouvrir`,
  toSave: (size: number) => `${bytes(size)}, enregistrer`,
  notDrawn: (size: number) => `${bytes(size)}, image illisible, enregistrer`,
  photo: "Photo",
  pictures: "Photos du message",
  nth: (nth: number, count: number, size: number) => `Photo ${nth} sur ${count}, ${bytes(size)}`,
  previous: "Photo précédente",
  next: "Photo suivante",
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  save: (name: string) => `Enregistrer ${name}`,
  stage: (percent: number) => `Photo à ${percent}\u00a0%`,
  notShown: "Cette photo ne peut pas être affichée. Vérifiez le réseau, ou enregistrez-la.",
};
