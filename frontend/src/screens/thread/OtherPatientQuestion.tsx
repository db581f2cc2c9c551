/** Before sending: the text or a file speaks of another patient. Asked once, and only then. */
import type { PatientView } from "../../protocol";
import { fr } from "../../fr";
import { patientsHeld } from "../../store/inbox";
import { Question } from "../../ui/Question/Question";
import { type Named, patientInWords } from "../patients";
import { otherPatient } from "./otherPatient";

export type Doubt = { other: PatientView; here: Named };

/** Null where the conversation is about nobody: a colleague's advice or a round names many. */
export function questionBefore(
  { patient: here }: { patient: Named | null },
  text: string,
  fileNames: readonly string[] = [],
): Doubt | null {
  const other = here && otherPatient(here, patientsHeld(), [text, ...fileNames]);
  return other && { other, here };
}

export function OtherPatientQuestion({ doubt, onYes, onNo }: { doubt: Doubt; onYes: () => void; onNo: () => void }) {
  return (
    <Question title={fr.patient.otherTitle} yes={fr.patient.sendAnyway} no={fr.patient.reread} onYes={onYes} onNo={onNo}>
      {fr.patient.other(patientInWords(doubt.other), patientInWords(doubt.here))}
    </Question>
  );
}
