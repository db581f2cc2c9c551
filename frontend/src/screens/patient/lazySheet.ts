import { fr } from "../../fr";
import { lazily } from "../../ui/lazily";

export const PatientSheet = lazily(async () => (await import("./PatientSheet")).PatientSheet, fr.patient.failed);
export const PatientChooser = lazily(async () => (await import("./PatientChooser")).PatientChooser, fr.patient.failed);
export const Conversations = lazily(async () => (await import("./PatientCard")).Conversations, fr.patient.failed);
