import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Clock, Hand, ShieldCheck } from "lucide-preact";
import { later } from "../../fr.later";
import type { Ins, PatientView, Row } from "../../protocol";
import { conversationsAbout } from "../../store/patients";
import { hrefOf } from "../../store/route";
import { now } from "../clock";
import { age, birthDate } from "../patients";
import { titles } from "../people";
import { brief } from "../times";
import styles from "./PatientCard.module.css";

/** All that is known of them, in the order of a chart. */
export function PatientCard({ row, patient, ins }: { row: Row; patient: PatientView; ins: Ins | null }) {
  const say = later.patient;
  return (
    <>
      {row.opposed && (
        <p class={styles.notice}>
          <Hand /> {say.isOpposed}
        </p>
      )}
      {patient.says_otherwise && <p class={styles.notice}>{say.saysOtherwise}</p>}
      <dl class={styles.card}>
        <Line name={say.birthName} value={patient.birth_name} />
        <Line name={say.birthFirstNames} value={patient.birth_first_names} />
        <Line name={say.birthDate} value={`${birthDate(patient)}, ${age(patient, now.value)}`} />
        <Line name={say.sex} value={say.sexes[patient.sex]} />
        <Line name={say.birthPlace} value={patient.birth_place || say.unknownPlace} />
        {patient.used_name && <Line name={say.usedName} value={patient.used_name.toLocaleUpperCase("fr")} />}
        <Line name={say.usedFirstName} value={patient.first_name} />
        <dt>{say.identity}</dt>
        <dd>
          {patient.status === "QUAL" ? <ShieldCheck /> : <Clock />} {say.statuses[patient.status]}
        </dd>
        {ins && <Line name={`${say.matricule} (${say.natures[ins.nature]})`} value={spaced(ins)} />}
      </dl>
      <Others row={row} patient={patient} />
    </>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** « 2 55 08 31 555 999, clé 90 », as on a card. */
function spaced({ matricule, key }: Ins): string {
  const groups = /^(.)(..)(..)(..)(...)(...)$/.exec(matricule)?.slice(1) ?? [matricule];
  return `${groups.join("\u00a0")}, ${later.patient.keyIs(key)}`;
}

function Others({ row, patient }: { row: Row; patient: PatientView }) {
  const rows = useSignal<Row[] | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    conversationsAbout(patient.id).then(
      (got) => (rows.value = got.filter(({ id }) => id !== row.id)),
      () => (failed.value = true),
    );
  }, [patient.id]);
  return (
    <section>
      <h3 class={styles.heading}>{later.patient.mine}</h3>
      {failed.value && <p role="alert">{later.patient.mineFailed}</p>}
      {rows.value?.length === 0 && <p class={styles.none}>{later.patient.noOther}</p>}
      <Conversations rows={rows.value ?? []} />
    </section>
  );
}

export function Conversations({ rows }: { rows: Row[] }) {
  return (
    <ul class={styles.others}>
      {rows.map((one) => (
        <li key={one.id}>
          <a href={hrefOf({ filter: "all", conversation: one.id, sheet: null, seq: null, composing: false })}>
            <span class="cut">{titles(one).then || titles(one).first}</span>
            <time dateTime={one.content_at}>{brief(one.content_at, now.value)}</time>
          </a>
        </li>
      ))}
    </ul>
  );
}
