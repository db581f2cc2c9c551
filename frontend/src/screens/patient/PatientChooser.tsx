import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { later } from "../../fr.later";
import type { FoundPatient, PatientView, WhichPatient } from "../../protocol";
import { findPatients } from "../../store/patients";
import { birthDate, type Named, patientName } from "../patients";
import styles from "./PatientChooser.module.css";
import { PatientForm } from "./PatientForm";

export type Chosen = { which: WhichPatient; shown: Shown; conversations: number };
/** What is shown of one who was chosen, whether known or just typed. */
export type Shown = Named & Pick<PatientView, "status">;

const PAUSE = 200;

/** One of the patients of my conversations, or an identity typed here. */
export function PatientChooser({ save, onChosen }: { save: string; onChosen: (chosen: Chosen) => void }) {
  return (
    <div class={styles.chooser}>
      <Known onChosen={onChosen} />
      <h3>{later.patient.enter}</h3>
      <PatientForm
        save={save}
        onTyped={(typed) => {
          const first_name = typed.used_first_name || (typed.birth_first_names.trim().split(" ")[0] ?? "");
          const birth_name = typed.birth_name.trim().toLocaleUpperCase("fr");
          onChosen({ which: typed, shown: { ...typed, id: "", birth_name, first_name }, conversations: 0 });
        }}
      />
    </div>
  );
}

function Known({ onChosen }: { onChosen: (chosen: Chosen) => void }) {
  const id = useId();
  const letters = useSignal("");
  const found = useSignal<FoundPatient[] | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    const asked = letters.value;
    if (asked.trim().length < 2) return void (found.value = null);
    const timer = setTimeout(async () => {
      const got = await findPatients(asked).catch(() => null);
      if (letters.peek() !== asked) return;
      failed.value = got === null;
      found.value = got;
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [letters.value]);

  return (
    <div>
      <label class={styles.label} for={id}>
        {later.patient.find}
      </label>
      <input
        id={id}
        type="search"
        class={styles.field}
        autocomplete="off"
        spellcheck={false}
        maxLength={80}
        placeholder={later.patient.findHint}
        value={letters.value}
        onInput={(event) => (letters.value = event.currentTarget.value)}
      />
      <p class={styles.said} role="status">
        {failed.value ? later.patient.findFailed : found.value?.length === 0 && later.patient.findNone}
      </p>
      <ul class={styles.found}>
        {found.value?.map((one) => (
          <li key={one.patient.id}>
            <FoundOne found={one} onChosen={onChosen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Homonyms are told apart by what stands under the name. */
function FoundOne({ found: { patient, conversations }, onChosen }: { found: FoundPatient; onChosen: (chosen: Chosen) => void }) {
  const { sex, birth_place, status, used_name } = patient;
  const born = `${later.patient.bornWords[sex]} ${birthDate(patient)}`;
  const apart = [later.patient.sexes[sex], born, birth_place && later.patient.bornAt(birth_place)].filter(Boolean).join(", ");
  return (
    <button
      type="button"
      onClick={() => onChosen({ which: { by: "id", id: patient.id }, shown: patient, conversations })}
    >
      <b>
        {patientName(patient)}
        {used_name && ` (${used_name.toLocaleUpperCase("fr")})`}
      </b>
      <span>{apart}</span>
      <span>
        {later.patient.statuses[status]}, {later.patient.conversations(conversations)}
      </span>
    </button>
  );
}
