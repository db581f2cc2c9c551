import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ArrowDownToLine, CircleAlert, Eye, UserPlus, type LucideIcon } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Byline, Person, Reader, Readers, Told } from "../../protocol";
import { toldOf } from "../../store/told";
import { back, route } from "../../store/route";
import { readers as readersOf, thread } from "../../store/thread";
import { Sheet } from "../../ui/Sheet/Sheet";
import { now } from "../clock";
import { useBylines } from "../members/bylines";
import { fullName, shortName } from "../people";
import { moment } from "../times";
import { ReaderRow } from "./ReaderRow";
import styles from "./ReadersSheet.module.css";
import { readersTitle } from "./receipts";

/** Who has seen one message, who has received it, who has not: always in this order, even when nobody is there. */
export function ReadersSheet({ me }: { me: Person }) {
  const { conversation, seq } = route.value;
  const found = useSignal<Readers | "failed" | null>(null);
  const told = useSignal<ReadonlyMap<string, Told>>(new Map());
  const receipts = thread.value?.receipts;
  const bylines = useBylines(conversation, found.value);

  useEffect(() => {
    if (!conversation || seq === null) return;
    let asked = true;
    readersOf(conversation, seq).then(
      (readers) => asked && (found.value = readers),
      () => asked && (found.value ??= "failed"),
    );
    // Without it, the reason is only less precise.
    toldOf(conversation, seq).then(
      ({ people }) => asked && (told.value = new Map(people.map((one) => [one.party, one]))),
      () => {},
    );
    return () => {
      asked = false;
    };
  }, [conversation, seq, receipts]);

  const readers = found.value;
  return (
    <Sheet
      title={readers && readers !== "failed" ? readersTitle(readers) : later.readers.seen}
      detail={detail(seq, me)}
      closeLabel={fr.close}
      onClose={back}
    >
      {readers === null && <p class={styles.note}>{later.readers.loading}</p>}
      {readers === "failed" && (
        <p class={styles.note} role="alert">
          {later.readers.failed}
        </p>
      )}
      {readers && readers !== "failed" && (
        <>
          <Group icon={Eye} title={later.readers.seen} people={readers.seen} />
          <Group icon={ArrowDownToLine} title={later.readers.delivered} people={readers.delivered} />
          <Group icon={CircleAlert} title={later.readers.notDelivered} people={readers.not_delivered} told={told.value} bylines={bylines.value} alert />
          {readers.later.length > 0 && <Group icon={UserPlus} title={later.readers.later} people={readers.later} />}
        </>
      )}
    </Sheet>
  );
}

type GroupProps = { icon: LucideIcon; title: string; people: Reader[]; told?: ReadonlyMap<string, Told>; bylines?: ReadonlyMap<string, Byline>; alert?: boolean };

function Group({ icon: Icon, title, people, told, bylines, alert }: GroupProps) {
  return (
    <section>
      <h3 class={`${styles.group} ${alert && people.length > 0 ? styles.alert : ""}`}>
        <Icon />
        {title}
        <span class={styles.count}>{people.length}</span>
      </h3>
      {people.length > 0 && (
        <ul class={styles.people}>
          {people.map((reader) => (
            <ReaderRow key={reader.person.id} reader={reader} told={told?.get(reader.person.id)} byline={bylines?.get(reader.person.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** « Votre message, à 14:36 » */
function detail(seq: number | null, me: Person): string | undefined {
  const entry = thread.value?.entries.find((one) => one.seq === seq);
  if (!entry) return undefined;
  const when = moment(entry.at, now.value);
  const author = thread.value?.members.find(({ person }) => person.id === entry.party)?.person;
  if (entry.party === me.id || !author) return later.readers.mine(when);
  return later.readers.of(author.title ? fullName(author) : shortName(author), when);
}
