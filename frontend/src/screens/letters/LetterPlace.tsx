import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ChevronLeft, Mail } from "lucide-preact";
import { fr } from "../../fr";
import { mail } from "../../fr.mail";
import type { Entry, Letter, Person, Row } from "../../protocol";
import { joining } from "../../store/letters";
import { draftAnswer } from "../../store/letterDrafts";
import { loadMailboxes, myAddresses } from "../../store/mailboxes";
import { back, go, route } from "../../store/route";
import type { Thread } from "../../store/thread";
import { Button, IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { titles } from "../people";
import { shortcut } from "../shortcuts";
import { NetworkLine } from "../thread/NetworkLine";
import { NotBrowsed } from "../thread/NotBrowsed";
import { PatientLabel } from "../thread/PatientLabel";
import { Marks, More } from "../thread/ThreadHeader";
import { Timeline } from "../thread/Timeline";
import { PatientOfThread } from "./PatientOfThread";
import { JoinPanel } from "./JoinPanel";
import styles from "./LetterPlace.module.css";

/** The thread of a courrier. Nobody chats in it: one answers by another courrier. */
export function LetterPlace({ thread, row, me }: { thread: Thread; row: Row; me: Person }) {
  const last = lastLetter(thread.entries);
  const answer = last && (() => go({ writing: draftAnswer(row.id, last.entry, last.letter, "one", myAddresses()) }));
  useEffect(() => void loadMailboxes(), []);
  useAnswerKey(answer);
  return (
    <div class={styles.place}>
      <Head row={row} />
      {row.patient && <PatientLabel row={row} />}
      <PatientOfThread thread={thread} row={row} />
      <NotBrowsed thread={thread} row={row} />
      <Timeline key={thread.id} thread={thread} me={me} />
      <NetworkLine />
      {joining.value === row.id && <JoinPanel row={row} />}
      {answer && !row.left && joining.value !== row.id && (
        <div data-foot class={styles.foot}>
          <Button wide={layout.value === "phone"} onClick={answer}>
            <Mail />
            {mail.letter.answer}
          </Button>
        </div>
      )}
    </div>
  );
}

function Head({ row }: { row: Row }) {
  const phone = layout.value === "phone";
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had the focus may have gone with the courrier that was joined to this one.
    const nowhere = document.activeElement === document.body;
    if ((phone || nowhere) && route.value.sheet === null) title.current?.focus({ preventScroll: true });
  }, [row.id]);
  const { first, then } = titles(row);
  return (
    <header class={`${styles.head} ${phone ? "" : styles.strip}`}>
      {phone ? (
        <IconButton label={fr.thread.back} onClick={back}>
          <ChevronLeft />
        </IconButton>
      ) : (
        <Mail />
      )}
      <div class={styles.title}>
        <h1 ref={title} class="cut" title={row.subject} tabIndex={-1}>
          {row.subject || mail.noSubject}
        </h1>
        <p class="cut">{row.member_count > 1 ? mail.of(row.member_count) : `${mail.strip}, ${first === row.subject ? then : first}`}</p>
      </div>
      {!phone && <Marks row={row} />}
      <More row={row} />
    </header>
  );
}

function lastLetter(entries: readonly Entry[]): { entry: Entry; letter: Letter } | null {
  for (const entry of entries.toReversed()) if (entry.what.type === "letter_exchanged") return { entry, letter: entry.what };
  return null;
}

/** R answers the last letter. */
function useAnswerKey(answer: (() => void) | null): void {
  const latest = useRef(answer);
  latest.current = answer;
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (shortcut(event) !== "r" || !latest.current) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
