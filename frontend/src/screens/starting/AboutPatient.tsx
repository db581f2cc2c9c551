import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { IdCard, X } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Row } from "../../protocol";
import { conversationsAbout } from "../../store/patients";
import { Button, IconButton } from "../../ui/Button/Button";
import { Conversations, PatientChooser } from "../patient/lazySheet";
import type { Chosen } from "../patient/PatientChooser";
import { birthDate, patientName } from "../patients";
import styles from "./AboutPatient.module.css";
import { about } from "./composing";

/** Whom the conversation will be about, if it is about somebody. */
export function AboutPatient() {
  const open = useSignal(false);
  const chosen = about.value;
  return (
    <section>
      <h2 class={styles.label}>
        {later.patient.label} <span>{later.starting.optional}</span>
      </h2>
      {chosen && <Card chosen={chosen} />}
      {!chosen && (
        <Button wide aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
          <IdCard />
          {open.value ? fr.cancel : later.patient.set}
        </Button>
      )}
      {!chosen && open.value && (
        <div class={styles.chooser}>
          <PatientChooser
            save={later.patient.choose}
            onChosen={(one) => {
              about.value = one;
              open.value = false;
            }}
          />
        </div>
      )}
    </section>
  );
}

function Card({ chosen: { which, shown, conversations } }: { chosen: Chosen }) {
  return (
    <>
      <div class={styles.card}>
        <p>
          <b>{patientName(shown)}</b>, {shown.sex}
          <br />
          {later.patient.bornWords[shown.sex]} {birthDate(shown)}, {later.patient.statuses[shown.status].replace(/^Id/, "id")}
        </p>
        <IconButton label={later.patient.remove} onClick={() => (about.value = null)}>
          <X />
        </IconButton>
      </div>
      {which.by === "id" && conversations > 0 && <Already key={which.id} patient={which.id} count={conversations} />}
    </>
  );
}

/** One may be there already, with everybody in it. */
function Already({ patient, count }: { patient: string; count: number }) {
  const rows = useSignal<Row[] | null>(null);
  const wanted = useSignal(false);
  useEffect(() => {
    if (wanted.value) conversationsAbout(patient).then((got) => (rows.value = got), () => (wanted.value = false));
  }, [wanted.value]);
  return (
    <>
      <p class={styles.already}>
        {later.patient.already(count)}{" "}
        {!wanted.value && (
          <Button look="link" onClick={() => (wanted.value = true)}>
            {later.patient.seeThem}
          </Button>
        )}
      </p>
      {rows.value && <Conversations rows={rows.value} />}
    </>
  );
}
