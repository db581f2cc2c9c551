import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { requests as words } from "../../fr.requests";
import type { OpenRequest, Person } from "../../protocol";
import { openRequests, requestsPage, type Whose } from "../../store/requests";
import { back } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import { UrgentTag } from "../../ui/UrgentTag/UrgentTag";
import { now } from "../clock";
import { fullName, listed } from "../people";
import { openAt } from "../thread/jumps";
import { moment } from "../times";
import styles from "./RequestsSheet.module.css";

/** What is asked of me, then what I ask: each leads to its message. */
export function RequestsSheet({ me }: { me: Person }) {
  return (
    <Sheet title={words.title} closeLabel={fr.close} onClose={back}>
      <Group whose="of_me" title={words.groupOfMe} none={words.noneOfMe} me={me} />
      <Group whose="by_me" title={words.groupByMe} none={words.noneByMe} me={me} />
    </Sheet>
  );
}

type Read = { requests: OpenRequest[]; next: string | null };

function Group({ whose, title, none, me }: { whose: Whose; title: string; none: string; me: Person }) {
  const read = useSignal<Read | "failed" | null>(null);
  const known = openRequests.value;
  const ask = (before: Read | null) =>
    requestsPage(whose, before?.next ?? null).then(
      ({ requests, next }) => (read.value = { requests: [...(before?.requests ?? []), ...requests], next }),
      () => (read.value ??= "failed"),
    );
  // What was taken meanwhile goes from the list.
  useEffect(() => void ask(null), [whose, known]);

  const found = read.value;
  return (
    <section>
      <h3 class={styles.group}>{title}</h3>
      {found === null && <p class={styles.note}>{words.loading}</p>}
      {found === "failed" && (
        <p class={styles.note} role="alert">
          {words.failed}
        </p>
      )}
      {found && found !== "failed" && (
        <>
          {found.requests.length === 0 && <p class={styles.note}>{none}</p>}
          <ul class={styles.requests}>
            {found.requests.map((one) => (
              <Open key={`${one.conversation} ${one.seq}`} request={one} me={me} />
            ))}
          </ul>
          {found.next && (
            <p class={styles.note}>
              <Button look="link" onClick={() => void ask(found)}>
                {words.more}
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Open({ request, me }: { request: OpenRequest; me: Person }) {
  const { by, at, subject, text, urgent, waiting } = request;
  const mine = by.id === me.id;
  return (
    <li>
      <button type="button" class={styles.request} onClick={() => void openAt(request.conversation, request.seq)}>
        <span class={styles.head}>
          {urgent && <UrgentTag label={fr.requests.urgent} />}
          <span class="cut">{words.from(mine ? fr.you : fullName(by), moment(at, now.value))}</span>
        </span>
        {subject && <b class="cut">{subject}</b>}
        <span class={styles.text}>{text}</span>
        {mine && <span class={styles.head}>{words.awaits(listed(waiting.slice(0, 3).map(fullName), waiting.length))}</span>}
      </button>
    </li>
  );
}
