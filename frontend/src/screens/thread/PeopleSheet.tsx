import { fr } from "../../fr";
import type { Member, Person } from "../../protocol";
import { back } from "../../store/route";
import { thread } from "../../store/thread";
import { Face } from "../../ui/Face/Face";
import { Sheet } from "../../ui/Sheet/Sheet";
import { fullName, initials } from "../people";
import styles from "./PeopleSheet.module.css";

export function PeopleSheet({ me }: { me: Person }) {
  const members = thread.value?.members ?? [];
  const present = members.filter(({ to_seq }) => to_seq === null);
  const gone = members.filter(({ to_seq, person }) => to_seq !== null && !present.some((one) => one.person.id === person.id));
  return (
    <Sheet title={fr.thread.participants(present.length)} closeLabel={fr.close} onClose={back}>
      <People members={present} me={me} />
      {gone.length > 0 && (
        <section>
          <h3 class={styles.group}>{fr.members.gone}</h3>
          <People members={gone} me={me} />
        </section>
      )}
    </Sheet>
  );
}

function People({ members, me }: { members: Member[]; me: Person }) {
  return (
    <ul class={styles.people}>
      {members.map(({ person, from_seq }) => (
        <li key={`${person.id}-${from_seq}`}>
          <Face letters={initials(person)} />
          <div>
            <b>{person.id === me.id ? `${fr.you} (${fullName(person)})` : fullName(person)}</b>
            <span>{person.profession}</span>
            <span>{[person.structure, person.town].filter(Boolean).join(", ")}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
