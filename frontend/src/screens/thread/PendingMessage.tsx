import { CircleAlert, Clock, RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import { retry, takeBack } from "../../store/outbox";
import type { Pending } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { hour, spokenHour } from "../times";
import type { Item } from "./items";
import message from "./Message.module.css";
import { MessageText } from "./MessageText";
import styles from "./PendingMessage.module.css";

/** Mine, not accepted yet. Being sent says nothing; what waits or failed says why. */
export function PendingMessage({ item }: { item: Extract<Item, { kind: "pending" }> }) {
  const { pending, head, behind } = item;
  const failed = pending.state === "failed";
  return (
    <div>
      <article
        class={`${message.message} ${message.own} ${head ? message.headed : ""}`}
        aria-label={`${fr.you}, ${spokenHour(pending.composed_at)}`}
      >
        <div class={`${message.body} ${failed ? styles.failed : ""}`}>
          {head && (
            <p class={message.head}>
              <b>{fr.you}</b>
              <time dateTime={pending.composed_at}>{hour(pending.composed_at)}</time>
            </p>
          )}
          <MessageText text={pending.text} />
          {failed && <Failed pending={pending} />}
        </div>
      </article>
      {!failed && (behind || pending.state === "waiting") && (
        <p class={styles.state}>
          <Clock /> {behind ? fr.pending.afterPrevious : fr.pending.waiting}
        </p>
      )}
    </div>
  );
}

function Failed({ pending }: { pending: Pending }) {
  return (
    <>
      <p class={styles.why} role="alert">
        <CircleAlert />
        <span>
          {fr.pending.failed(pending.attempts)} {pending.problem}
        </span>
      </p>
      <div class={styles.choices}>
        <Button look="main" onClick={() => retry(pending.id)}>
          <RefreshCw />
          {fr.pending.resend}
        </Button>
        <Button onClick={() => takeBack(pending.id)}>{fr.pending.edit}</Button>
      </div>
    </>
  );
}
