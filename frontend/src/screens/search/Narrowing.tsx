import { X } from "lucide-preact";
import { later } from "../../fr.later";
import { ask, asked } from "../../store/search";
import { fullName } from "../people";
import { patientName } from "../patients";
import styles from "./Narrowing.module.css";

/** When, with a file or not, with what was corrected or not. Who and which patient are chosen among the results. */
export function Narrowing() {
  const { since, until, withFiles, superseded } = asked.value;
  return (
    <fieldset class={styles.narrowing} id="narrowing">
      <legend class="sr">{later.search.narrow}</legend>
      <label class={styles.day}>
        {later.search.since}
        <input type="date" min="2000-01-01" max={until || "2099-12-31"} value={since} onInput={(event) => ask({ since: event.currentTarget.value })} />
      </label>
      <label class={styles.day}>
        {later.search.until}
        <input type="date" min={since || "2000-01-01"} max="2099-12-31" value={until} onInput={(event) => ask({ until: event.currentTarget.value })} />
      </label>
      <label class={styles.tick}>
        <input type="checkbox" checked={withFiles} onChange={(event) => ask({ withFiles: event.currentTarget.checked })} />
        {later.search.withFiles}
      </label>
      <label class={styles.tick}>
        <input type="checkbox" checked={superseded} onChange={(event) => ask({ superseded: event.currentTarget.checked })} />
        {later.search.superseded}
      </label>
    </fieldset>
  );
}

/** Whom one keeps to; each goes at a touch. */
export function Chips() {
  const { person, patient } = asked.value;
  if (!person && !patient) return null;
  return (
    <div class={styles.chips}>
      {person && <Chip says={later.search.by(fullName(person))} drop={() => ask({ person: null })} />}
      {patient && <Chip says={later.search.about(patientName(patient))} drop={() => ask({ patient: null })} />}
    </div>
  );
}

function Chip({ says, drop }: { says: string; drop: () => void }) {
  return (
    <button type="button" class={styles.chip} aria-label={later.search.remove(says)} onClick={drop}>
      {says} <X />
    </button>
  );
}
