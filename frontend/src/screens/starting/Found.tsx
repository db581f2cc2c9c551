import { Check, Users } from "lucide-preact";
import { later } from "../../fr.later";
import type { Person } from "../../protocol";
import { fullName } from "../people";
import styles from "./Found.module.css";
import { marked, type Group } from "./homonyms";
import type { Picking } from "./picking";
import { found } from "./search";

export function optionId(person: Person): string {
  return `person-${person.id}`;
}

type Props = { label: string; groups: Group[]; current: Person | undefined; picking: Picking };

/** The people found; those who bear the same name together, under a warning. */
export function Found({ label, groups, current, picking }: Props) {
  const option = (person: Person, twin: boolean) => (
    <Option key={person.id} person={person} current={person === current} picking={picking} twin={twin} />
  );
  if (groups.length === 0) return <Nobody />;
  return (
    <>
      <div class={styles.heads} aria-hidden="true">
        <span />
        {later.starting.heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <div class={styles.found} id="found" role="listbox" aria-multiselectable="true" aria-label={label}>
        {groups.map(({ name, people }) =>
          people.length === 1 ? (
            people.map((person) => option(person, false))
          ) : (
            <div key={name} role="group" aria-label={`${later.starting.homonyms(people.length, name)} ${later.starting.checkHomonyms}`}>
              <p class={styles.homonyms} aria-hidden="true">
                <Users />
                <span>
                  <b>{later.starting.homonyms(people.length, name)}</b> {later.starting.checkHomonyms}
                </span>
              </p>
              {people.map((person) => option(person, true))}
            </div>
          ),
        )}
      </div>
    </>
  );
}

type OptionProps = { person: Person; current: boolean; picking: Picking; twin: boolean };

function Option({ person, current, picking, twin }: OptionProps) {
  const { letters, toggle } = picking;
  const on = picking.isChosen(person);
  const there = picking.isThere(person);
  return (
    <div
      id={optionId(person)}
      role="option"
      aria-selected={on}
      aria-disabled={there}
      class={`${styles.person} ${there ? styles.there : ""} ${twin ? styles.twin : ""} ${current ? styles.current : ""}`}
      // The field keeps the focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => toggle(person)}
    >
      <span class={styles.tick}>{on && <Check />}</span>
      <div>
        <b>
          {marked(fullName(person), letters.value).map((part, index) =>
            part.found ? <mark key={index}>{part.text}</mark> : part.text,
          )}
        </b>
        <span>{person.profession}</span>
        {there && <span>{later.adding.isThere}</span>}
      </div>
      <div>
        <span>{person.structure}</span>
        <span>{person.town}</span>
      </div>
    </div>
  );
}

function Nobody() {
  const { letters: asked, failed } = found.value;
  const words = failed ? later.starting.failed : asked === "" ? later.starting.before : later.starting.none(asked);
  return (
    <p class={styles.nobody} role={failed ? "alert" : "status"}>
      {words}
    </p>
  );
}
