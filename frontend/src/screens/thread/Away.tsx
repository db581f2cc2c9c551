import { CalendarX } from "lucide-preact";
import { away as words } from "../../fr.away";
import type { Absence, Member, Person } from "../../protocol";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { propose } from "../members/proposed";
import { fullName, introduced } from "../people";
import { dayMonth } from "../times";
import styles from "./Away.module.css";

type Away = { person: Person; absence: Absence };

/** Before one writes: who will not read it today, and who stands in. Nobody is added by itself. */
export function Away({ members, me }: { members: Member[]; me: Person }) {
  const gone = members.flatMap(({ person, absence }) =>
    absence && person.id !== me.id && now.value < new Date(`${absence.until_on}T23:59:59`) ? [{ person, absence }] : [],
  );
  const there = new Set(members.flatMap(({ person, to_seq }) => (to_seq === null ? person.id : [])));
  if (gone.length === 0) return null;
  return (
    <ul data-foot class={styles.away} aria-label={words.label}>
      {gone.map((one) => (
        <li key={one.person.id}>
          <CalendarX />
          <Told away={one} there={there} />
        </li>
      ))}
    </ul>
  );
}

function Told({ away: { person, absence }, there }: { away: Away; there: Set<string> }) {
  const { until_on, stand_in } = absence;
  return (
    <p>
      {words.until(fullName(person), dayMonth(until_on))}{" "}
      {stand_in && (
        <>
          {words.replaced(introduced(stand_in))}{" "}
          {there.has(stand_in.id) ? (
            words.isThere
          ) : (
            <Button look="link" aria-label={words.addWhom(fullName(stand_in))} onClick={() => propose(stand_in)}>
              {words.add}
            </Button>
          )}
        </>
      )}
    </p>
  );
}
