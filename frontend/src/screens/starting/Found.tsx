import { Check, Users } from "lucide-preact";
import { later } from "../../fr.later";
import type { Person } from "../../protocol";
import { fullName } from "../people";
import { isChosen, letters, toggle } from "./composing";
import styles from "./Found.module.css";
import { marked, type Group } from "./homonyms";
import { found } from "./search";

export function optionId(person: Person): string {
  return `person-${person.id}`;
}

/** The people found; those who bear the same name together, under a warning. */
export function Found({ groups, current }: { groups: Group[]; current: Person | undefined }) {
  if (groups.length === 0) return <Nobody />;
  return (
    <>
      <div class={styles.heads} aria-hidden="true">
        <span />
        {later.starting.heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <div class={styles.found} id="found" role="listbox" aria-multiselectable="true" aria-label={later.starting.who}>
        {groups.map(({ name, people }) =>
          people.length === 1 ? (
            people.map((person) => <Option key={person.id} person={person} current={person === current} />)
          ) : (
            <div key={name} role="group" aria-label={`${later.starting.homonyms(people.length, name)} ${later.starting.checkHomonyms}`}>
              <p class={styles.homonyms} aria-hidden="true">
                <Users />
                <span>
                  <b>{later.starting.homonyms(people.length, name)}</b> {later.starting.checkHomonyms}
                </span>
              </p>
              {people.map((person) => (
                <Option key={person.id} person={person} current={person === current} twin />
              ))}
            </div>
          ),
        )}
      </div>
    </>
  );
}

function Option({ person, current, twin = false }: { person: Person; current: boolean; twin?: boolean }) {
  const on = isChosen(person);
  return (
    <div
      id={optionId(person)}
      role="option"
      aria-selected={on}
      class={`${styles.person} ${twin ? styles.twin : ""} ${current ? styles.current : ""}`}
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
