import { useSignal } from "@preact/signals";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Row } from "../../protocol";
import { setPatient } from "../../store/patients";
import { back } from "../../store/route";
import { thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { Question } from "../../ui/Question/Question";
import { Sheet } from "../../ui/Sheet/Sheet";
import { patientInWords } from "../patients";
import { ByMail } from "./ByMail";
import { type Chosen, PatientChooser } from "./PatientChooser";
import { Opposition } from "./Opposition";
import { PatientCard } from "./PatientCard";
import styles from "./PatientSheet.module.css";

/** The patient's card, or the choice of one. */
export function PatientSheet() {
  const row = thread.value?.row;
  const title = row?.patient || row?.left ? later.patient.label : later.patient.set;
  return (
    <Sheet title={title} closeLabel={fr.close} onClose={back}>
      <div class={styles.sheet}>{row && <Inside key={row.id} row={row} />}</div>
    </Sheet>
  );
}

function Inside({ row }: { row: Row }) {
  const changing = useSignal(false);
  const choosing = !row.left && (changing.value || !row.patient);
  if (choosing) return <Choosing row={row} done={() => (changing.value = false)} />;
  if (!row.patient) return null;
  return (
    <>
      <PatientCard row={row} patient={row.patient} ins={thread.value?.ins ?? null} />
      {!row.left && (
        <div class={styles.acts}>
          <Button wide onClick={() => (changing.value = true)}>
            {later.patient.change}
          </Button>
          <Opposition row={row} patient={row.patient} />
        </div>
      )}
      <ByMail row={row} />
    </>
  );
}

/** Another than the one shown is asked about before: what is written stays under the new name. */
function Choosing({ row, done }: { row: Row; done: () => void }) {
  const asked = useSignal<Chosen | null>(null);
  const problem = useSignal<string | null>(null);
  const set = async ({ which }: Chosen) => {
    asked.value = null;
    problem.value = await setPatient(row.id, row.patient?.id ?? null, which);
    if (problem.value === null) done();
  };
  return (
    <>
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <PatientChooser
        save={later.patient.save}
        onChosen={(chosen) => (row.patient ? (asked.value = chosen) : void set(chosen))}
      />
      {row.patient && (
        <Button wide onClick={done}>
          {fr.cancel}
        </Button>
      )}
      {asked.value && row.patient && (
        <Question
          title={later.patient.changeTitle}
          yes={later.patient.changeYes}
          no={fr.cancel}
          onYes={() => asked.value && void set(asked.value)}
          onNo={() => (asked.value = null)}
        >
          {later.patient.changeDetail(patientInWords(row.patient), patientInWords(asked.value.shown))}
        </Question>
      )}
    </>
  );
}
