import { directory } from "../../fr.directory";
import type { FoundPerson } from "../../protocol";
import { found, lookFurther } from "../../store/directory";
import { hrefOf } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { Homonyms, Nobody, Told } from "../starting/Found";
import rows from "../starting/Found.module.css";
import { grouped } from "../starting/homonyms";
import styles from "./PeopleFound.module.css";

export function PeopleFound({ letters, open }: { letters: string; open: string }) {
  const { people, more } = found.value;
  if (people.length === 0) return <Nobody />;
  return (
    <>
      <PeopleLinks people={people} letters={letters} open={open} />
      {more && (
        <p class={styles.more}>
          <Button onClick={lookFurther}>{directory.find.more}</Button>
        </p>
      )}
    </>
  );
}

/** Each opens their card; those who bear the same name stand together, under a warning. */
export function PeopleLinks({ people, letters = "", open }: { people: FoundPerson[]; letters?: string; open: string }) {
  return (
    <ul>
      {grouped(people).map((group) => (
        <li key={group.people[0]?.person.id}>
          {group.people.length > 1 && <Homonyms name={group.name} count={group.people.length} />}
          {group.people.map((one) => (
            <a
              key={one.person.id}
              href={hrefOf({ directory: one.person.id })}
              class={`${rows.person} ${styles.person} ${group.people.length > 1 ? rows.twin : ""}`}
              aria-current={one.person.id === open ? "true" : undefined}
            >
              <Told one={one} letters={letters} />
            </a>
          ))}
        </li>
      ))}
    </ul>
  );
}
