import { useSignal } from "@preact/signals";
import { ArrowDownToLine, Ban, CircleAlert, CircleHelp, Clock, Eye, Hourglass, type LucideIcon, Send } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Entry, Letter } from "../../protocol";
import { resend } from "../../store/letters";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { moment } from "../times";
import { besideName, nameOf } from "./addressees";
import { detailOf, isWrittenTo, stateWords, type WrittenTo } from "./states";
import styles from "./States.module.css";

const ICONS: Record<WrittenTo["state"], LucideIcon> = {
  waiting: Clock,
  sent: Send,
  unknown: CircleHelp,
  delayed: Hourglass,
  delivered: ArrowDownToLine,
  opened: Eye,
  failed: CircleAlert,
  cancelled: Ban,
};

type Props = { conversation: string; entry: Entry; letter: Letter };

/** For each of those it went to: where it is, and if it did not arrive, why and what to do. */
export function States({ conversation, entry, letter }: Props) {
  const { receipt_wanted } = letter;
  const recipients = letter.recipients.filter(isWrittenTo);
  const left = recipients.some(({ state }) => state !== "waiting" && state !== "cancelled");
  const opens = left && (receipt_wanted || recipients.some(({ state }) => state === "opened"));
  return (
    <section class={styles.states} aria-label={mail.states.title}>
      <h3>{mail.states.title}</h3>
      <p>{mail.states.sentOn(moment(entry.at, now.value))}</p>
      <ul>
        {recipients.map((one) => (
          <Standing key={one.position} conversation={conversation} seq={entry.seq} one={one} />
        ))}
      </ul>
      {opens && (
        <p class={styles.hint}>
          {mail.states.opens} {recipients.some(({ patient }) => patient) && mail.states.opensPatient}
        </p>
      )}
    </section>
  );
}

function Standing({ conversation, seq, one }: { conversation: string; seq: number; one: WrittenTo }) {
  const busy = useSignal(false);
  const asked = useSignal<string | null>(null);
  const Icon = ICONS[one.state];
  const failed = one.state === "failed";
  // Of what is still tried, it changes nothing.
  const mayResend = failed || one.state === "unknown";
  const detail = detailOf(one, now.value);
  const beside = one.person || one.patient ? besideName(one) : one.name && one.address;
  const again = async () => {
    busy.value = true;
    const taken = await sayIfRefused(resend(conversation, seq, one.position));
    asked.value = taken ? one.at : null;
    busy.value = false;
  };
  return (
    <li class={failed ? styles.failed : undefined}>
      <Icon />
      <div>
        <p>
          <b>{nameOf(one)}</b>
          {beside && `, ${beside}`}
        </p>
        <p class={styles.state}>{stateWords(one, now.value)}</p>
        {detail && <p>{detail}</p>}
        {mayResend && (
          <Button look="link" disabled={busy.value} aria-label={mail.states.resendTo(nameOf(one))} onClick={() => void again()}>
            {mail.states.resend}
          </Button>
        )}
        {/* What may have left still stands so: nothing else would say that it was heard. */}
        {mayResend && <p role="status">{asked.value !== null && asked.value === one.at && mail.states.resent}</p>}
      </div>
    </li>
  );
}
