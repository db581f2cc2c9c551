import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { fr } from "../../fr";
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
      <h3>{fr.patient.enter}</h3>
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
        {fr.patient.find}
      </label>
      <input
        id={id}
        type="search"
        class={styles.field}
        autocomplete="off"
        spellcheck={false}
        maxLength={80}
        placeholder={fr.patient.findHint}
        value={letters.value}
        onInput={(event) => (letters.value = event.currentTarget.value)}
      />
      <p class={styles.said} role="status">
        {failed.value ? fr.patient.findFailed : found.value?.length === 0 && fr.patient.findNone}
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
  const born = `${fr.patient.bornWords[sex]} ${birthDate(patient)}`;
  const apart = [fr.patient.sexes[sex], born, birth_place && fr.patient.bornAt(birth_place)].filter(Boolean).join(", ");
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
        {fr.patient.statuses[status]}, {fr.patient.conversations(conversations)}
      </span>
    </button>
  );
}
