import { useContext, useMemo } from "preact/hooks";
import { CircleAlert, CircleHelp } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Entry, LetterState } from "../../protocol";
import type { Thread } from "../../store/thread";
import { Displaying } from "../thread/displaying";
import { hour } from "../times";
import { nameOf } from "./addressees";
import styles from "./Undelivered.module.css";

/** That a courrier did not arrive, or that nobody will know, is a line too: it comes long after the letter, and is unread. */
export function Undelivered({ entry, what, thread }: { entry: Entry; what: LetterState; thread: Thread }) {
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  const uncertain = what.state === "unknown";
  const said = uncertain ? mail.states.uncertain : mail.states.undelivered;
  return (
    <p class={styles.line}>
      {uncertain ? <CircleHelp /> : <CircleAlert />}
      <span>
        <b>{said(whoIn(thread, what))}</b>
        {what.reason && <span>{what.reason}</span>}
      </span>
      <time dateTime={entry.at}>{hour(entry.at)}</time>
      <span class={styles.end} ref={end} />
    </p>
  );
}

/** The letter may lie further up than what is held. */
function whoIn({ entries }: Thread, { about, recipient }: LetterState): string {
  const said = entries.find(({ seq }) => seq === about)?.what;
  const one = said?.type === "letter_exchanged" ? said.recipients.find(({ position }) => position === recipient) : undefined;
  return one ? nameOf(one) : mail.states.someone;
}
