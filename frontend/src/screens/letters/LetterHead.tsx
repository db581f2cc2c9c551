import { Bot, TriangleAlert, User } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Addressee, Entry, Letter } from "../../protocol";
import { now } from "../clock";
import { minutesBetween, moment } from "../times";
import { shortName } from "../people";
import { besideName, nameOf, showsAnother } from "./addressees";
import styles from "./LetterHead.module.css";

const LATE = 10; // minutes between what its writer's clock says and when it came

/** Who wrote it, to whom, when. The address is always there for whoever is not of the directory. */
export function LetterHead({ entry, letter, subject, when }: { entry: Entry; letter: Letter; subject: string | null; when: string }) {
  const { sender, recipients, written_at } = letter;
  const to = recipients.filter((one) => !one.copy_only);
  const copies = recipients.filter((one) => one.copy_only);
  const dated = !letter.outgoing && written_at !== null && Math.abs(minutesBetween(written_at, entry.at)) > LATE;
  return (
    <header class={styles.head}>
      <p class={styles.when}>
        {letter.by_patient && <Tag icon={User} words={mail.letter.patient} />}
        {letter.automatic && <Tag icon={Bot} words={mail.letter.automatic} />}
        <time dateTime={entry.at}>{when}</time>
        {dated && <span>{mail.letter.written(moment(written_at, now.value))}</span>}
      </p>
      <dl>
        <Line name={mail.letter.from}>
          <Named one={sender} always={!letter.outgoing} />
          {entry.hand && <span>({shortName(entry.hand)})</span>}
        </Line>
        <Everyone name={mail.letter.to} people={to} />
        <Everyone name={mail.letter.copy} people={copies} />
        {subject !== null && (
          <Line name={mail.letter.subject}>
            <b>{subject}</b>
          </Line>
        )}
      </dl>
      {showsAnother(sender) && !letter.outgoing && (
        <p class={styles.warning} role="note">
          <TriangleAlert />
          {mail.letter.lookAlike(sender.address)}
        </p>
      )}
    </header>
  );
}

function Tag({ icon: Icon, words }: { icon: typeof Bot; words: string }) {
  return (
    <span class={styles.tag}>
      <Icon /> {words}
    </span>
  );
}

function Everyone({ name, people }: { name: string; people: Addressee[] }) {
  if (people.length === 0) return null;
  return (
    <Line name={name}>
      {people.map((one) => (
        <Named key={one.address} one={one} always={false} />
      ))}
    </Line>
  );
}

function Line({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `always`: their address is shown whoever they are; never a patient's. */
function Named({ one, always }: { one: Addressee; always: boolean }) {
  const beside = besideName(one);
  const address = always && !one.patient && one.person ? one.address : "";
  return (
    <span class={styles.named}>
      <b>{nameOf(one)}</b>
      {beside && <span>{beside}</span>}
      {address && <span>{address}</span>}
    </span>
  );
}
