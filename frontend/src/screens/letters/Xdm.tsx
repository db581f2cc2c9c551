import { CircleAlert, FileText } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Xdm as Archive } from "../../protocol";
import { dayMonth } from "../times";
import styles from "./Xdm.module.css";

/** What an IHE_XDM.zip says of itself. Whom it names was qualified by nobody here: no matricule, no shield. */
export function Xdm({ archive: { patient, documents, doubt } }: { archive: Archive }) {
  return (
    <section class={styles.archive} aria-label={mail.xdm.title}>
      <h3>{mail.xdm.title}</h3>
      {patient && (
        <p>
          {mail.xdm.patient}{"\u00a0"}: <b>{[patient.family_name.toUpperCase(), patient.given_names].filter(Boolean).join(" ")}</b>
          {patient.birth_date && `, ${mail.xdm.born(dayMonth(patient.birth_date))}`}
          <span>{mail.xdm.notOurs}</span>
        </p>
      )}
      {doubt && (
        <p class={styles.doubt}>
          <CircleAlert /> {mail.xdm.doubts[doubt]}
        </p>
      )}
      {documents.length > 0 && (
        <ul>
          {documents.map((one, at) => (
            <li key={at}>
              <FileText />
              <span>
                {one.title || one.name}
                {one.made_on && <span> {mail.xdm.madeOn(dayMonth(one.made_on))}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
