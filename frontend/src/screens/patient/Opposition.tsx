import { useSignal } from "@preact/signals";
import { Hand } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { PatientView, Row } from "../../protocol";
import { recordOpposition } from "../../store/patients";
import { Button } from "../../ui/Button/Button";
import { Question } from "../../ui/Question/Question";
import { sayIfRefused } from "../notices";

/** The patient's refusal that what concerns them is shared (L.1110-4): recorded, or lifted. */
export function Opposition({ row, patient }: { row: Row; patient: PatientView }) {
  const asking = useSignal(false);
  const say = later.patient;
  const answer = () => {
    asking.value = false;
    void sayIfRefused(recordOpposition(row.id, patient.id, !row.opposed));
  };
  return (
    <>
      <Button wide onClick={() => (asking.value = true)}>
        <Hand />
        {row.opposed ? say.lift : say.object}
      </Button>
      {asking.value && (
        <Question
          title={row.opposed ? say.liftTitle : say.objectTitle}
          yes={row.opposed ? say.lift : say.objectYes}
          no={fr.cancel}
          onYes={answer}
          onNo={() => (asking.value = false)}
        >
          {row.opposed ? say.liftDetail : say.objectDetail}
        </Question>
      )}
    </>
  );
}
