import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { BellOff, CircleDashed, type LucideIcon, UserX } from "lucide-preact";
import { fr } from "../../fr";
import { told as words } from "../../fr.told";
import type { Member, Untold as One } from "../../protocol";
import { untoldIn } from "../../store/told";
import { hrefOf } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { fullName, lowered } from "../people";
import { writeLetterTo } from "../letters/writingTo";
import { sayIfRefused } from "../notices";
import styles from "./Untold.module.css";

const ICONS: Record<One["why"], LucideIcon> = { never_connected: CircleDashed, no_notifications: BellOff, nobody_on_duty: UserX };

/** Before one writes: whom nothing will tell that one has. Where nobody writes, its place stays. */
export function Untold({ conversation, members }: { conversation: string; members: Member[] }) {
  const people = useSignal<One[]>([]);
  const here = members.filter(({ to_seq }) => to_seq === null).length;
  useEffect(() => {
    let wanted = true;
    untoldIn(conversation).then(
      (told) => wanted && (people.value = told.people),
      () => {}, // said at the next opening
    );
    return () => void (wanted = false);
  }, [conversation, here]);
  if (people.value.length === 0) return null;
  return <Line people={people.value} members={members} />;
}

function Line({ people, members }: { people: One[]; members: Member[] }) {
  const open = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const count = people.length;
  const close = () => {
    open.value = false;
    button.current?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={place}
      class={styles.untold}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open.value) return;
        event.stopPropagation();
        close();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && place.current?.contains(relatedTarget))) open.value = false;
      }}
    >
      <button
        ref={button}
        type="button"
        class={styles.line}
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <BellOff />
        <span class="cut">{layout.value === "phone" ? words.untold.short(count) : words.untold.line(count)}</span>
      </button>
      {open.value && (
        <section class={styles.panel} aria-label={words.untold.title} tabIndex={-1}>
          <h2>{words.untold.title}</h2>
          <p>{words.untold.detail}</p>
          <ul>
            {people.map((one) => (
              <Person key={one.party} one={one} members={members} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Person({ one, members }: { one: One; members: Member[] }) {
  const person = members.find((member) => member.person.id === one.party)?.person;
  const Icon = ICONS[one.why];
  return (
    <li>
      <Icon />
      <span>
        {/* Their card says how to call them. */}
        <a href={hrefOf({ directory: one.party, seq: null, sheet: null })}>{person ? fullName(person) : fr.someone}</a>
        {person && `, ${lowered(person.profession)}`}
        <span>{words.untold.why[one.why]}</span>
        {person && (
          <Button look="link" onClick={() => void sayIfRefused(writeLetterTo(person))}>
            {words.untold.writeLetter}
          </Button>
        )}
      </span>
    </li>
  );
}
