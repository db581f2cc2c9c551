import { Check, Users } from "lucide-preact";
import { directory } from "../../fr.directory";
import { later } from "../../fr.later";
import type { FoundPerson, Person } from "../../protocol";
import { found } from "../../store/directory";
import { canReceive } from "../directory/reach";
import { Reach } from "../directory/Reach";
import { fullName } from "../people";
import styles from "./Found.module.css";
import { marked, type Group } from "./homonyms";
import type { Picking } from "./picking";

export function optionId(person: Person): string {
  return `person-${person.id}`;
}

type Props = { label: string; groups: Group[]; current: FoundPerson | undefined; picking: Picking };

/** The people found; those who bear the same name together, under a warning. */
export function Found({ label, groups, current, picking }: Props) {
  const option = (one: FoundPerson, twin: boolean) => (
    <Option key={one.person.id} one={one} current={one === current} picking={picking} twin={twin} />
  );
  if (groups.length === 0) return <Nobody />;
  return (
    <>
      <div class={styles.heads} aria-hidden="true">
        <span />
        {directory.find.heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <div class={styles.found} id="found" role="listbox" aria-multiselectable="true" aria-label={label}>
        {groups.map(({ name, people }) =>
          people.length === 1 ? (
            people.map((one) => option(one, false))
          ) : (
            <div key={name} role="group" aria-label={`${later.starting.homonyms(people.length, name)} ${later.starting.checkHomonyms}`}>
              <Homonyms name={name} count={people.length} hidden />
              {people.map((one) => option(one, true))}
            </div>
          ),
        )}
      </div>
    </>
  );
}

/** `hidden` from ears: it is the name of their group already. */
export function Homonyms({ name, count, hidden = false }: { name: string; count: number; hidden?: boolean }) {
  return (
    <p class={styles.homonyms} aria-hidden={hidden}>
      <Users />
      <span>
        <b>{later.starting.homonyms(count, name)}</b> {later.starting.checkHomonyms}
      </span>
    </p>
  );
}

type OptionProps = { one: FoundPerson; current: boolean; picking: Picking; twin: boolean };

function Option({ one, current, picking, twin }: OptionProps) {
  const { toggle } = picking;
  const { person } = one;
  const on = picking.isChosen(person);
  const there = picking.isThere(person);
  const cannot = there || !canReceive(one);
  return (
    <div
      id={optionId(person)}
      role="option"
      aria-selected={on}
      aria-disabled={cannot}
      class={`${styles.person} ${cannot ? styles.there : ""} ${twin ? styles.twin : ""} ${current ? styles.current : ""}`}
      // The field keeps the focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => (on || !cannot) && toggle(person)}
    >
      <span class={styles.tick}>{on && <Check />}</span>
      <Told one={one} letters={picking.letters.value} note={there ? later.adding.isThere : ""} />
    </div>
  );
}

/** What tells somebody from another, in three columns, or under each other where there is no place. */
export function Told({ one: { person, number, reach }, letters, note = "" }: { one: FoundPerson; letters: string; note?: string }) {
  return (
    <>
      <div>
        <b>
          {marked(fullName(person), letters).map((part, index) => (part.found ? <mark key={index}>{part.text}</mark> : part.text))}
        </b>
        <span>{person.profession}</span>
        {note && <span>{note}</span>}
      </div>
      <div>
        <span>{person.structure}</span>
        <span>{[person.town, number && directory.rpps(number)].filter(Boolean).join(", ")}</span>
      </div>
      <div>
        <Reach reach={reach} />
      </div>
    </>
  );
}

export function Nobody() {
  const { asked, failed, problem } = found.value;
  if (failed) {
    return (
      <p class={styles.nobody} role="alert">
        {problem ?? directory.find.failed}
      </p>
    );
  }
  return (
    <p class={styles.nobody} role="status">
      {asked === null ? directory.find.before : directory.find.none(asked.letters.trim())}
    </p>
  );
}
