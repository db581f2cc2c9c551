import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { UserPlus } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { CareLink, Person, Row } from "../../protocol";
import { addPeople } from "../../store/members";
import { back, go } from "../../store/route";
import { thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import { say } from "../notices";
import { chosen as composed, PEOPLE_MAX } from "../starting/composing";
import { ChosenPeople } from "../starting/ChosenPeople";
import { PeoplePicker } from "../starting/PeoplePicker";
import { picking, type Picking } from "../starting/picking";
import { given, giving } from "./historyGiven";
import { HistoryChoice } from "./HistoryChoice";
import styles from "./members.module.css";
import { proposed } from "./proposed";

/** Who, then what they will see: the one who adds decides, in numbers. */
export function AddSheet() {
  const open = thread.value;
  if (!open?.row) return null;
  return (
    <Sheet title={later.adding.title} closeLabel={fr.close} onClose={back}>
      {open.row.opposed ? <p class={styles.form}>{later.adding.opposed}</p> : <Adding key={open.id} row={open.row} />}
    </Sheet>
  );
}

function Adding({ row }: { row: Row }) {
  const picked = useMemo(() => pickingFor(row), []);
  const history = useMemo(giving, []);
  const care = useSignal<CareLink | null>(null);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const people = picked.chosen.value;
  const aboutPatient = row.patient !== null;

  const add = async () => {
    const given_ = given(history);
    if (people.length === 0) problem.value = later.adding.needOne;
    else if (given_ === null) problem.value = later.adding.needDate;
    else if (aboutPatient && care.value === null) problem.value = later.adding.needCare;
    else {
      busy.value = true;
      problem.value = await addPeople(row.id, { people: people.map(({ id }) => id), history: given_, care: care.value });
      busy.value = false;
      if (problem.value !== null) return;
      back();
      say(later.adding.done);
    }
  };

  return (
    <div class={styles.form}>
      <div class={styles.picker}>
        <PeoplePicker picking={picked} label={later.adding.who} />
      </div>
      <ChosenPeople picking={picked} />
      {people.some(hasLeft) && <p class={styles.notice}>{later.adding.returning}</p>}
      <HistoryChoice conversation={row.id} giving={history} legend={later.adding.sees(people.length)} now />
      {aboutPatient && <Care value={care.value} onChoose={(link) => (care.value = link)} />}
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <Buttons row={row} people={people} busy={busy.value} add={() => void add()} />
    </div>
  );
}

/** From two to three, what two said in confidence stays theirs: a new conversation comes first. */
function Buttons({ row, people, busy, add }: { row: Row; people: Person[]; busy: boolean; add: () => void }) {
  const anew = row.member_count === 2 && people.length > 0;
  if (!anew) {
    return (
      <Button look="main" wide disabled={busy} onClick={add}>
        <UserPlus />
        {later.adding.add(people.length)}
      </Button>
    );
  }
  return (
    <div class={styles.buttons}>
      <p class={styles.notice}>{later.adding.two}</p>
      <Button look="main" wide onClick={() => startAnew([...row.people, ...people])}>
        {later.adding.startAnew(people.length + 2)}
      </Button>
      <Button wide disabled={busy} onClick={add}>
        <UserPlus />
        {later.adding.addHere}
      </Button>
    </div>
  );
}

/** CSP L.1110-4, L.1110-12. */
function Care({ value, onChoose }: { value: CareLink | null; onChoose: (link: CareLink) => void }) {
  return (
    <fieldset>
      <legend>{later.adding.care}</legend>
      {(["team", "consent"] as const).map((link) => (
        <label key={link} class={styles.choice}>
          <input type="radio" name="care" checked={value === link} onChange={() => onChoose(link)} />
          {later.adding[link]}
        </label>
      ))}
    </fieldset>
  );
}

function pickingFor(row: Row): Picking {
  const picked = picking({ most: PEOPLE_MAX - row.member_count, isThere });
  if (proposed.value) picked.toggle(proposed.value);
  proposed.value = null;
  return picked;
}

function isThere({ id }: Person): boolean {
  return (thread.peek()?.members ?? []).some(({ person, to_seq }) => person.id === id && to_seq === null);
}

function hasLeft(person: Person): boolean {
  return !isThere(person) && (thread.peek()?.members ?? []).some((one) => one.person.id === person.id);
}

function startAnew(people: Person[]): void {
  composed.value = people;
  go({ composing: true });
}
