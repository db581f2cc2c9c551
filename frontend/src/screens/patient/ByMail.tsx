import { Hand, Mail } from "lucide-preact";
import { patientMail as words } from "../../fr.forwards";
import type { Row } from "../../protocol";
import { beginLetter } from "../../store/letterDrafts";
import { addressOfPatient } from "../../store/patientMail";
import { go } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { say } from "../notices";
import { fullName } from "../people";
import { useByMail } from "./knownByMail";
import { MailOpposition } from "./MailOpposition";
import styles from "./PatientCard.module.css";
import sheet from "./PatientSheet.module.css";

/** Writing to the patient the conversation is about: how, or why one may not. */
export function ByMail({ row }: { row: Row }) {
  const { known, failed, again } = useByMail(row.id, row.last_seq);
  const one = known.value;
  if (failed.value) return <p role="alert">{words.failed}</p>;
  if (!one) return null;
  return (
    <section class={sheet.acts}>
      <h3 class={styles.heading}>{words.title}</h3>
      {one.opposed ? (
        <p class={styles.notice}>
          <Hand /> {words.opposed(fullName(one.opposed.by), one.opposed.at)}
        </p>
      ) : (
        one.why && <p class={styles.none}>{one.why}</p>
      )}
      {!one.why && (
        <Button wide onClick={() => void write(row)}>
          <Mail />
          {words.write}
        </Button>
      )}
      {one.address && !row.left && <MailOpposition conversation={row.id} opposed={one.opposed !== null} onDone={again} />}
    </section>
  );
}

async function write(row: Row): Promise<void> {
  const found = await addressOfPatient(row.id);
  if (typeof found === "string") return say(found);
  go({ writing: beginLetter({ to: [found], about: row.patient }) });
}
