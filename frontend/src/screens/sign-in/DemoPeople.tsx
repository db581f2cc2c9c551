import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { later } from "../../fr.later";
import type { Person } from "../../protocol";
import { demoPeople, signInAs } from "../../store/door";
import { Face } from "../../ui/Face/Face";
import { fullName, initials } from "../people";
import styles from "./DemoPeople.module.css";

/** Nothing outside the demonstration. */
export function DemoPeople({ shared }: { shared: boolean }) {
  const people = useSignal<Person[]>([]);
  useEffect(() => {
    void demoPeople().then((found) => (people.value = found));
  }, []);
  if (people.value.length === 0) return null;

  return (
    <section class={styles.demo} aria-labelledby="demo">
      <h2 id="demo">{later.signIn.demo}</h2>
      <ul>
        {people.value.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => void signInAs(person.id, shared)}>
              <Face letters={initials(person)} />
              <span>
                {fullName(person)}
                <span>{person.profession}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
