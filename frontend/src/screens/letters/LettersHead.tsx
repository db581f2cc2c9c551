import { useEffect } from "preact/hooks";
import { CircleAlert, MailCheck, MailQuestion, Pencil, X } from "lucide-preact";
import { fr } from "../../fr";
import { mail } from "../../fr.mail";
import type { Boxes } from "../../protocol";
import { discardLetter, isEmpty, type LetterDraft, letterDrafts, loadLetterDrafts } from "../../store/letterDrafts";
import { health, loadMailboxes } from "../../store/mailboxes";
import { hrefOf } from "../../store/route";
import { letGo } from "../../store/uploads";
import { buttonClass, IconButton } from "../../ui/Button/Button";
import { now } from "../clock";
import { listed } from "../people";
import { brief, minutesBetween, moment } from "../times";
import { nameOf } from "./addressees";
import styles from "./LettersHead.module.css";

const EVERY = 60_000;

/** Over the list of courriers: whether they are fetched, and what was begun and not sent. */
export function LettersHead() {
  useEffect(() => {
    void loadMailboxes();
    void loadLetterDrafts();
    const timer = setInterval(() => document.hidden || void loadMailboxes(), EVERY);
    return () => clearInterval(timer);
  }, []);
  const begun = letterDrafts.value.filter((draft) => !isEmpty(draft));
  return (
    <div class={styles.head}>
      {health.value && <Health health={health.value} />}
      {begun.length > 0 && (
        <ul class={styles.drafts} aria-label={mail.drafts.label}>
          {begun.map((draft) => (
            <Draft key={draft.id} draft={draft} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Health({ health: { state, polled_at } }: { health: Boxes["health"] }) {
  if (state === "none") {
    return (
      <p class={styles.health}>
        <MailQuestion />
        <span>
          {mail.health.none}{" "}
          <a class={buttonClass("link")} href={hrefOf({ sheet: "mailboxes" })}>
            {mail.health.link}
          </a>
        </span>
      </p>
    );
  }
  if (state === "late") {
    return (
      <p class={`${styles.health} ${styles.late}`} role="status">
        <CircleAlert />
        <span>
          <b>{polled_at ? mail.health.late(mail.health.since(moment(polled_at, now.value))) : mail.health.never}</b> {mail.health.lateDetail}
        </span>
      </p>
    );
  }
  return (
    <p class={styles.health}>
      <MailCheck />
      <span>{polled_at ? mail.health.ok(ago(polled_at, now.value)) : mail.health.never}</span>
    </p>
  );
}

function ago(at: string, at_present: Date): string {
  const minutes = Math.floor(minutesBetween(at, at_present.toISOString()));
  if (minutes < 1) return mail.health.agoNow;
  return minutes < 60 ? mail.health.ago(minutes) : moment(at, at_present);
}

function Draft({ draft }: { draft: LetterDraft }) {
  const subject = draft.subject || mail.noSubject;
  const names = [...draft.to, ...draft.cc].map(({ addressee }) => nameOf(addressee));
  const discard = () => {
    letGo(draft.files);
    discardLetter(draft.id);
  };
  return (
    <li class={styles.draft}>
      <a href={hrefOf({ writing: draft.id })}>
        <Pencil />
        <span>
          <span class={styles.line}>
            <b class="cut">{subject}</b>
            <time dateTime={draft.at}>{brief(draft.at, now.value)}</time>
          </span>
          <span class="cut">
            <b>{fr.list.draft}</b> {names.length > 0 ? mail.drafts.to(listed(names.slice(0, 2), names.length)) : mail.drafts.toNobody}
          </span>
        </span>
      </a>
      <IconButton label={mail.drafts.discard(subject)} onClick={discard}>
        <X />
      </IconButton>
    </li>
  );
}
