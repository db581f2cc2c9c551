import { CircleAlert, Clock, RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import { retry, takeBack } from "../../store/outbox";
import type { NewRequest } from "../../protocol";
import type { Pending, Thread } from "../../store/thread";
import { areUp, problemIn } from "../../store/uploads";
import { Button } from "../../ui/Button/Button";
import { lazily } from "../../ui/lazily";
import { UrgentTag } from "../../ui/UrgentTag/UrgentTag";
import { fullName, listed, personsOf } from "../people";
import { hour, spokenHour } from "../times";
import type { Item } from "./items";
import message from "./Message.module.css";
import { MessageText } from "./MessageText";
import styles from "./PendingMessage.module.css";
import { Quoted } from "./Quoted";

const JoinedFiles = lazily(async () => (await import("./JoinedFiles")).JoinedFiles, fr.notFetched);

/** Mine, not accepted yet. Being sent says nothing; what waits or failed says why. */
export function PendingMessage({ item, thread }: { item: Extract<Item, { kind: "pending" }>; thread: Thread }) {
  const { pending, head, behind } = item;
  const failed = pending.state === "failed";
  const { files } = pending.along;
  const going = !failed && !areUp(files);
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
          {pending.text && <MessageText text={pending.text} named={personsOf(pending.along.mentions, thread.members)} />}
          {files.length > 0 && <JoinedFiles files={files} />}
          {pending.along.request && <Asks request={pending.along.request} thread={thread} />}
          {failed && <Failed pending={pending} />}
        </div>
      </article>
      {!failed && (behind || going || pending.state === "waiting") && (
        <p class={styles.state}>
          <Clock /> {behind ? fr.pending.afterPrevious : fr.pending.waiting}
          {going && (
            <Button look="link" onClick={() => takeBack(pending.id)}>
              {fr.pending.edit}
            </Button>
          )}
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
        {!problemIn(pending.along.files) && (
          <Button look="main" onClick={() => retry(pending.id)}>
            <RefreshCw />
            {fr.pending.resend}
          </Button>
        )}
        <Button onClick={() => takeBack(pending.id)}>{fr.pending.edit}</Button>
      </div>
    </>
  );
}
