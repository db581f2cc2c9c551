import { useSignal } from "@preact/signals";
import { useContext, useMemo, useRef } from "preact/hooks";
import { EllipsisVertical, SquareCheck } from "lucide-preact";
import { fr } from "../../fr";
import { mail } from "../../fr.mail";
import type { Entry, Letter } from "../../protocol";
import type { Thread } from "../../store/thread";
import { IconButton } from "../../ui/Button/Button";
import { Menu } from "../../ui/Menu/Menu";
import { now } from "../clock";
import { isLit } from "../thread/arrival";
import { Displaying } from "../thread/displaying";
import { moment } from "../times";
import { nameOf } from "./addressees";
import { letterActions } from "./letterActions";
import { LetterBody } from "./LetterBody";
import { LetterHead } from "./LetterHead";
import styles from "./LetterPaper.module.css";
import { ReceiptAsked } from "./ReceiptAsked";
import { ReplyElsewhere } from "./ReplyElsewhere";
import { States } from "./States";
import { TakeBack } from "./TakeBack";

/** One letter: a sheet of paper on a desk, and under it what became of it. */
export function LetterPaper({ entry, letter, thread }: { entry: Entry; letter: Letter; thread: Thread }) {
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  const ticked = thread.row?.place.todo_seqs.includes(entry.seq) ?? false;
  const when = moment(entry.at, now.value);
  const subject = bare(letter.subject) !== bare(thread.row?.subject ?? "") ? letter.subject || mail.noSubject : null;
  return (
    <div class={styles.desk}>
      <article
        class={`${styles.paper} ${letter.by_patient ? styles.patient : ""}`}
        aria-label={letter.outgoing ? mail.letter.mine(when) : mail.letter.named(nameOf(letter.sender), when)}
        data-lit={isLit(entry.seq)}
      >
        <LetterHead entry={entry} letter={letter} subject={subject} when={when} />
        <Actions entry={entry} letter={letter} thread={thread} />
        <LetterBody conversation={thread.id} seq={entry.seq} letter={letter} />
        {ticked && (
          <p class={styles.ticked}>
            <SquareCheck /> {fr.thread.todo}
          </p>
        )}
        {letter.reply_to && <ReplyElsewhere conversation={thread.id} entry={entry} letter={letter} />}
        {letter.receipt_asked && !letter.outgoing && <ReceiptAsked conversation={thread.id} seq={entry.seq} letter={letter} />}
        <span class={styles.end} ref={end} />
      </article>
      {letter.outgoing && <TakeBack conversation={thread.id} entry={entry} letter={letter} />}
      {letter.outgoing && <States conversation={thread.id} entry={entry} letter={letter} />}
    </div>
  );
}

/** What an answer puts before it says nothing new. */
function bare(subject: string): string {
  return subject.replace(/^((re|tr|fwd?)\s*:\s*)+/i, "");
}

function Actions({ entry, letter, thread }: { entry: Entry; letter: Letter; thread: Thread }) {
  const open = useSignal(false);
  const holder = useRef<HTMLSpanElement>(null);
  const button = {
    get current() {
      return holder.current?.querySelector("button") ?? null;
    },
  };
  const actions = () => letterActions({ entry, letter, thread });
  return (
    <span ref={holder} class={styles.actions}>
      <IconButton label={mail.letter.actions} aria-haspopup="menu" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <EllipsisVertical />
      </IconButton>
      {open.value && <Menu label={mail.letter.actions} actions={actions()} near={button} onClose={() => (open.value = false)} />}
    </span>
  );
}
