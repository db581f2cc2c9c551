import { CircleHelp, Hand, MailX, MessagesSquare, ShieldCheck } from "lucide-preact";
import { patientMail as words } from "../../fr.forwards";
import { later } from "../../fr.later";
import type { PatientByMail, Row } from "../../protocol";
import { beginLetter } from "../../store/letterDrafts";
import { addressOfPatient } from "../../store/patientMail";
import { go } from "../../store/route";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { say } from "../notices";
import { useByMail } from "../patient/knownByMail";
import { MailOpposition } from "../patient/MailOpposition";
import { patientInWords } from "../patients";
import { fullName } from "../people";
import { spacedIns } from "./addressees";
import styles from "./PatientOfThread.module.css";

/** Over a courrier with a patient: who they are, as surely as one knows, and whether they may answer. */
export function PatientOfThread({ thread, row }: { thread: Thread; row: Row }) {
  const theirs = thread.entries.filter(({ what }) => what.type !== "letter_exchanged" || what.by_patient || what.recipients.some(({ patient }) => patient));
  const isTheirs = theirs.some(({ what }) => what.type === "letter_exchanged");
  return isTheirs ? <Shown row={row} since={theirs.at(-1)?.seq ?? 0} /> : null;
}

function Shown({ row, since }: { row: Row; since: number }) {
  const { known, failed, again } = useByMail(row.id, since);
  const one = known.value;
  if (failed.value) return <p role="alert" class={styles.place}>{words.failed}</p>;
  if (!one) return null;
  return (
    <section class={styles.place} aria-label={words.title}>
      <Who one={one} />
      <p class={styles.state}>
        {one.closed ? <MailX /> : <MessagesSquare />}
        {one.closed ? words.closed : words.open}
      </p>
      {one.opposed && (
        <p class={styles.opposed}>
          <Hand /> {words.opposed(fullName(one.opposed.by), one.opposed.at)}
        </p>
      )}
      {!row.left && (
        <p class={styles.acts}>
          {!one.closed && !one.why && (
            <Button look="link" onClick={() => void close(row)}>
              {words.close}
            </Button>
          )}
          <MailOpposition conversation={row.id} opposed={one.opposed !== null} inline onDone={again} />
        </p>
      )}
    </section>
  );
}

/** Never the raw address. What is not known by a qualified identity says so. */
function Who({ one: { patient, ins, name } }: { one: PatientByMail }) {
  if (!patient || !ins)
    return (
      <p class={styles.who}>
        <CircleHelp /> <b>{name || words.aPatient}</b>, {words.unverified}
      </p>
    );
  return (
    <p class={styles.who}>
      <ShieldCheck /> <b>{patientInWords(patient)}</b>
      <span>{words.ins(later.patient.natures[ins.nature], spacedIns(`${ins.matricule}${ins.key}`))}</span>
    </p>
  );
}

/** One short letter that asks for no answer: it can be reworded before it leaves. */
async function close(row: Row): Promise<void> {
  const found = await addressOfPatient(row.id);
  if (typeof found === "string") return say(found);
  go({
    writing: beginLetter({ conversation: row.id, to: [found], subject: words.closingSubject, text: words.closingText, closes: true, about: row.patient }),
  });
}
