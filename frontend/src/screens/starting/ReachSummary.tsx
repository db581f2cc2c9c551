import { directory } from "../../fr.directory";
import type { FoundPerson, Person } from "../../protocol";
import { known } from "../../store/directory";
import { spaced } from "../directory/phone";
import { canReceive } from "../directory/reach";
import { Reach } from "../directory/Reach";
import { fullName, listed } from "../people";
import styles from "./ReachSummary.module.css";

/** What was said of somebody when they were found. */
export function ReachOf({ person }: { person: Person }) {
  const found = known.get(person.id);
  return found ? <Reach reach={found.reach} /> : null;
}

/** Before one sends: how many will see it, and whom to reach otherwise. */
export function ReachSummary({ people }: { people: Person[] }) {
  const told = people.flatMap(({ id }) => known.get(id) ?? []);
  if (told.length === 0) return null;
  const closed = told.filter((one) => !canReceive(one));
  const never = told.filter(({ reach }) => reach.state === "never" && !reach.by_mail);
  const mailed = told.filter(({ reach }) => reach.by_mail);
  const absent = told.filter(({ reach }) => reach.state === "absent");
  const unheld = told.filter(({ reach }) => reach.state === "nobody_on_duty");
  const reached = told.length - closed.length - never.length - absent.length - unheld.length;
  return (
    <div class={styles.summary} role="status">
      <b>{reached === told.length ? directory.summary.all(reached) : directory.summary.some(reached, told.length)}</b>
      {absent.length > 0 && <p>{directory.summary.absent(namesOf(absent))}</p>}
      {mailed.length > 0 && <p>{directory.summary.byMail(namesOf(mailed))}</p>}
      {never.length > 0 && <p>{directory.summary.never(namesOf(never))}</p>}
      {unheld.length > 0 && <p>{directory.summary.unheld(listed(unheld.map(withPhone)))}</p>}
      {closed.length > 0 && <p>{directory.summary.closed(namesOf(closed))}</p>}
    </div>
  );
}

function withPhone({ person, reach }: FoundPerson): string {
  return reach.phone ? directory.summary.call(fullName(person), spaced(reach.phone)) : fullName(person);
}

function namesOf(people: FoundPerson[]): string {
  return listed(people.map(({ person }) => fullName(person)));
}
