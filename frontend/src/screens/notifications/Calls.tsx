import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Phone, UserPlus } from "lucide-preact";
import { notices } from "../../fr.notices";
import type { Entry, Person, ToCall } from "../../protocol";
import { toCall } from "../../store/calls";
import type { Thread } from "../../store/thread";
import { Button, buttonClass } from "../../ui/Button/Button";
import { absenceWords } from "../directory/reach";
import { propose } from "../members/proposed";
import { fullName, lowered } from "../people";
import styles from "./Calls.module.css";
import { spaced } from "../directory/phone";

/** For whoever asked: the numbers of those who have not answered, as long as they have not. */
export function Calls({ entry, about, thread }: { entry: Entry; about: number; thread: Thread }) {
  const people = useSignal<ToCall[]>([]);
  useEffect(() => {
    toCall(thread.id, entry.seq).then(
      (found) => (people.value = found),
      () => {}, // the line names them
    );
  }, [thread.id, entry.seq]);
  const waited = people.value.filter(({ person }) => thread.awaited.some(({ seq, party }) => seq === about && party === person.id));
  if (waited.length === 0) return null;
  return (
    <ul class={styles.calls}>
      {waited.map((one) => (
        <li key={one.person.id}>
          <span>
            <b>{fullName(one.person)}</b>, {lowered(one.person.profession)}
            {one.absence && <span>{absenceWords(one.absence)}</span>}
            {!one.phone && <span>{notices.calls.noPhone}</span>}
          </span>
          {one.phone && <Call one={one} />}
          {one.absence?.stand_in && <StandIn person={one.absence.stand_in} thread={thread} />}
        </li>
      ))}
    </ul>
  );
}

function Call({ one: { person, phone } }: { one: ToCall }) {
  return (
    <a class={buttonClass()} href={`tel:${phone.replace(/[^\d+]/g, "")}`} aria-label={notices.calls.call(fullName(person), spaced(phone))}>
      <Phone />
      {spaced(phone)}
    </a>
  );
}

/** Proposed, never added by itself. */
function StandIn({ person, thread }: { person: Person; thread: Thread }) {
  if (thread.members.some((member) => member.person.id === person.id && member.to_seq === null)) return null;
  return (
    <Button onClick={() => propose(person)}>
      <UserPlus />
      {notices.calls.add(fullName(person))}
    </Button>
  );
}
