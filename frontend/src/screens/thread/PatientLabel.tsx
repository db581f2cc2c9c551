import type { ComponentChildren } from "preact";
import { Clock, Hand, ShieldCheck } from "lucide-preact";
import { fr } from "../../fr";
import type { PatientView, Row } from "../../protocol";
import { hrefOf } from "../../store/route";
import { layout } from "../../ui/Layout/layout";
import { now } from "../clock";
import { age, birthDate } from "../patients";
import styles from "./PatientLabel.module.css";

/** Whom the conversation is about, over every thread that is about somebody, and never folded away. */
export function PatientLabel({ row }: { row: Row }) {
  if (!row.patient) return null;
  const narrow = layout.value === "phone" || layout.value === "folded";
  return narrow ? <TwoLines row={row} patient={row.patient} /> : <Cells row={row} patient={row.patient} />;
}

type Props = { row: Row; patient: PatientView };

function Cells({ row, patient }: Props) {
  const { birth_name, first_name, used_name, sex } = patient;
  return (
    <div class={styles.place}>
      <dl class={styles.cells} aria-label={fr.patient.label}>
        <Cell name={fr.patient.birthName}>{birth_name}</Cell>
        <Cell name={fr.patient.firstName}>{first_name}</Cell>
        {used_name && <Cell name={fr.patient.usedName}>{used_name.toLocaleUpperCase("fr")}</Cell>}
        <Cell name={fr.patient.born[sex]}>
          {birthDate(patient)} <span class={styles.age}>{age(patient, now.value)}</span>
        </Cell>
        <Cell name={fr.patient.sex}>{sex}</Cell>
        <div class={styles.identity}>
          <dt>{fr.patient.identity}</dt>
          <dd>
            <Status row={row} patient={patient} words={fr.patient.surely[patient.status]} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Cell({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The names are heard, not drawn: what each value is can be seen. */
function TwoLines({ row, patient }: Props) {
  const { birth_name, first_name, used_name, sex } = patient;
  return (
    <dl class={styles.lines} aria-label={fr.patient.label}>
      <dt class="sr">{fr.patient.birthName}</dt>
      <dd class={styles.who}>
        <b>{birth_name}</b> {first_name}
        {used_name && (
          <span>
            {" "}
            <span class="sr">{fr.patient.usedName} </span>({used_name.toLocaleUpperCase("fr")})
          </span>
        )}
        , <span class="sr">{fr.patient.sex} </span>
        {sex}
      </dd>
      <dt class="sr">{fr.patient.birthDate}</dt>
      <dd class={styles.born}>
        {fr.patient.bornWords[sex]} {birthDate(patient)}, {age(patient, now.value)}
      </dd>
      <dt class="sr">{fr.patient.identity}</dt>
      <dd class={styles.status}>
        <Status row={row} patient={patient} words={fr.patient.statuses[patient.status]} />
      </dd>
    </dl>
  );
}

function Status({ row, patient, words }: Props & { words: string }) {
  const said = row.opposed ? `${words}, ${fr.patient.opposed}` : words;
  return (
    <a href={hrefOf({ sheet: "patient", seq: null })} aria-label={fr.patient.card(said)}>
      {patient.status === "QUAL" ? <ShieldCheck /> : <Clock />}
      {words}
      {row.opposed && (
        <span class={styles.opposed}>
          <Hand /> {fr.patient.opposed}
        </span>
      )}
    </a>
  );
}
