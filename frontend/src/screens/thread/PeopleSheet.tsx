import { useSignal } from "@preact/signals";
import { fr } from "../../fr";
import { directory } from "../../fr.directory";
import { later } from "../../fr.later";
import type { Byline, Member, Person } from "../../protocol";
import { back } from "../../store/route";
import { thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { Face } from "../../ui/Face/Face";
import { Sheet } from "../../ui/Sheet/Sheet";
import { PersonCard } from "../directory/PersonCard";
import { bylineWords, useBylines } from "../members/bylines";
import { Widen } from "../members/Widen";
import { fullName, initials } from "../people";
import styles from "./PeopleSheet.module.css";

export function PeopleSheet({ me }: { me: Person }) {
  const members = thread.value?.members ?? [];
  const present = members.filter(({ to_seq }) => to_seq === null);
  const card = useSignal("");
  const bylines = useBylines(thread.value?.id, present.length);
  const gone = members.filter(({ to_seq, person }) => to_seq !== null && !present.some((one) => one.person.id === person.id));
  return (
    <Sheet title={fr.thread.participants(present.length)} closeLabel={fr.close} onClose={back}>
      {card.value ? (
        <>
          <Button look="link" class={styles.back} onClick={() => (card.value = "")}>
            {directory.card.back}
          </Button>
          <PersonCard key={card.value} person={card.value} />
        </>
      ) : (
        <People members={present} me={me} bylines={bylines.value} open={(person) => (card.value = person)} />
      )}
      {!card.value && gone.length > 0 && (
        <section>
          <h3 class={styles.group}>{later.lines.gone}</h3>
          <People members={gone} me={me} open={(person) => (card.value = person)} />
        </section>
      )}
    </Sheet>
  );
}

type PeopleProps = { members: Member[]; me: Person; bylines?: ReadonlyMap<string, Byline>; open: (person: string) => void };

function People({ members, me, bylines, open }: PeopleProps) {
  return (
    <ul class={styles.people}>
      {members.map(({ person, from_seq, to_seq, suspended }) => (
        <li key={`${person.id}-${from_seq}`}>
          <Face letters={initials(person)} />
          <div>
            {person.id === me.id ? (
              <b>{`${fr.you} (${fullName(person)})`}</b>
            ) : (
              <Button look="link" class={styles.name} aria-label={directory.card.open(fullName(person))} onClick={() => open(person.id)}>
                {fullName(person)}
              </Button>
            )}
            <span>{person.profession}</span>
            {suspended && <span>{fr.requests.suspended}</span>}
            <span>{[person.structure, person.town].filter(Boolean).join(", ")}</span>
            <ByMail byline={bylines?.get(person.id)} />
            {from_seq > 1 && to_seq === null && person.id !== me.id && <More person={person} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function ByMail({ byline }: { byline: Byline | undefined }) {
  return byline ? <span>{bylineWords(byline)}</span> : null;
}

/** Who came later may be shown more of what was said before. */
function More({ person }: { person: Person }) {
  const open = useSignal(false);
  const conversation = thread.value?.id;
  if (!conversation || thread.value?.row?.left) return null;
  return (
    <>
      <Button look="link" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {later.widening.open}
      </Button>
      {open.value && <Widen conversation={conversation} person={person} onDone={() => (open.value = false)} />}
    </>
  );
}
