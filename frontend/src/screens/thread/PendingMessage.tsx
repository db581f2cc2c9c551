import { CircleAlert, Clock, RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import { retry, takeBack } from "../../store/outbox";
import type { NewRequest } from "../../protocol";
import type { Pending, Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { UrgentTag } from "../../ui/UrgentTag/UrgentTag";
import { fullName, listed, personsOf } from "../people";
import { hour, spokenHour } from "../times";
import type { Item } from "./items";
import message from "./Message.module.css";
import { MessageText } from "./MessageText";
import styles from "./PendingMessage.module.css";
import { Quoted } from "./Quoted";

/** Mine, not accepted yet. Being sent says nothing; what waits or failed says why. */
export function PendingMessage({ item, thread }: { item: Extract<Item, { kind: "pending" }>; thread: Thread }) {
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
          <Along along={pending.along} thread={thread} at={pending.composed_at} />
          <MessageText text={pending.text} named={personsOf(pending.along.mentions, thread.members)} />
          {pending.along.request && <Asks request={pending.along.request} thread={thread} />}
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

function Along({ along: { quote, request }, thread, at }: { along: Pending["along"]; thread: Thread; at: string }) {
  return (
    <>
      {request?.urgent && <UrgentTag label={fr.requests.urgent} />}
      {quote !== null && <Quoted conversation={thread.id} seq={quote} at={at} members={thread.members} />}
    </>
  );
}

function Asks({ request, thread }: { request: NewRequest; thread: Thread }) {
  const names = personsOf(request.people, thread.members).map(fullName);
  return (
    <p class={message.note}>
      {request.urgent ? fr.requests.askedUrgentlyOf : fr.requests.askedOf} {listed(names)}
    </p>
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
