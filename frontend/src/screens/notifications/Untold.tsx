import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { BellOff, CircleDashed, Mail, MailX, type LucideIcon, UserX } from "lucide-preact";
import { fr } from "../../fr";
import { byMail } from "../../fr.byMail";
import { told as words } from "../../fr.told";
import type { Byline, Member, Untold as One } from "../../protocol";
import { untoldIn } from "../../store/told";
import { hrefOf } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { bylineWords, isAmiss, useBylines } from "../members/bylines";
import { fullName, lowered } from "../people";
import { writeLetterTo } from "../letters/writingTo";
import { sayIfRefused } from "../notices";
import styles from "./Untold.module.css";

const ICONS: Record<One["why"], LucideIcon> = { never_connected: CircleDashed, no_notifications: BellOff, nobody_on_duty: UserX, by_mail: Mail };
type Bylines = ReadonlyMap<string, Byline>;

/** Before one writes: whom nothing will tell that one has, or mail alone. Where nobody writes, its place stays. */
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
  const bylines = useBylines(conversation, people.value.some(isByMail) && people.value);
  if (people.value.length === 0) return null;
  return <Line people={people.value} members={members} bylines={bylines.value} />;
}

function isByMail({ why }: One): boolean {
  return why === "by_mail";
}

type LineProps = { people: One[]; members: Member[]; bylines: Bylines };

function Line({ people, members, bylines }: LineProps) {
  const open = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // Whom a mail did not reach is told by nothing; who is not heard by mail is to be called.
  const mailed = people.filter((one) => isByMail(one) && !isAmiss(bylines.get(one.party)));
  const others = people.filter((one) => !mailed.includes(one));
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
        {others.length > 0 ? <BellOff /> : <Mail />}
        <span class="cut">{lineOf(others.length, mailed.length)}</span>
      </button>
      {open.value && (
        <section class={styles.panel} aria-label={(others.length > 0 ? words : byMail).untold.title} tabIndex={-1}>
          {others.length > 0 && <Group {...words.untold} people={others} members={members} bylines={bylines} />}
          {mailed.length > 0 && <Group {...byMail.untold} people={mailed} members={members} bylines={bylines} />}
        </section>
      )}
    </div>
  );
}

function lineOf(untold: number, mailed: number): string {
  if (untold === 0) return byMail.untold.line(mailed);
  const said = layout.value === "phone" ? words.untold.short(untold) : words.untold.line(untold);
  return mailed > 0 ? said + byMail.untold.and(mailed) : said;
}

function Group({ title, detail, people, members, bylines }: LineProps & { title: string; detail: string }) {
  return (
    <>
      <h2>{title}</h2>
      <p>{detail}</p>
      <ul>
        {people.map((one) => (
          <Person key={one.party} one={one} members={members} byline={bylines.get(one.party)} />
        ))}
      </ul>
    </>
  );
}

function Person({ one, members, byline }: { one: One; members: Member[]; byline: Byline | undefined }) {
  const person = members.find((member) => member.person.id === one.party)?.person;
  const Icon = isAmiss(byline) ? MailX : ICONS[one.why];
  return (
    <li>
      <Icon />
      <span>
        {/* Their card says how to call them. */}
        <a href={hrefOf({ directory: one.party, seq: null, sheet: null })}>{person ? fullName(person) : fr.someone}</a>
        {person && `, ${lowered(person.profession)}`}
        <span>{byline ? bylineWords(byline) : words.untold.why[one.why]}</span>
        {person && (!byline || isAmiss(byline)) && (
          <Button look="link" onClick={() => void sayIfRefused(writeLetterTo(person))}>
            {words.untold.writeLetter}
          </Button>
        )}
      </span>
    </li>
  );
}
