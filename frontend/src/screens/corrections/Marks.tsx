import { CircleAlert, History } from "lucide-preact";
import { later } from "../../fr.later";
import type { Entry, MessageBody } from "../../protocol";
import { rootOf } from "../../store/aftermath";
import { act, beginCorrecting } from "../../store/correcting";
import { go } from "../../store/route";
import type { Thread } from "../../store/thread";
import { fr } from "../../fr";
import { message as words } from "../../fr.message";
import { Button } from "../../ui/Button/Button";
import { fullName, signed } from "../people";
import styles from "./Replaced.module.css";

type Props = { entry: Entry; body: MessageBody; thread: Thread };

/** What is to be known of words that stand: corrected before anybody read them, reported, changed since one left. */
export function Marks({ entry, body, thread }: Props) {
  const { in_place_at, state, reported } = body.standing;
  return (
    <>
      {in_place_at && (
        <p class={styles.mark}>
          <History />
          <Button look="link" onClick={() => go({ sheet: "versions", seq: entry.seq })}>
            {later.corrections.inPlace}
          </Button>
        </p>
      )}
      {state === "corrected_since" && (
        <p class={`${styles.mark} ${styles.alert}`}>
          <CircleAlert />
          {later.corrections.since}
        </p>
      )}
      {reported && (
        <p class={`${styles.mark} ${styles.alert}`}>
          <CircleAlert />
          {later.corrections.reported}
        </p>
      )}
      {thread.reported.filter(({ about }) => about === rootOf(entry)).map((one) => (
        <Reported key={one.party + one.at} {...one} entry={entry} body={body} thread={thread} />
      ))}
    </>
  );
}

/** Told to the author alone, with what answers it. */
function Reported({ party, hand, reason, entry, body, thread }: Props & Thread["reported"][number]) {
  const who = thread.members.find(({ person }) => person.id === party)?.person;
  const at = { conversation: thread.id, seq: entry.seq };
  return (
    <div role="note">
      <p class={`${styles.mark} ${styles.alert}`}>
        <CircleAlert />
        {later.corrections.reportedToYou(who ? signed(fullName(who), hand) : fr.someone, later.corrections.wrong[reason])}
      </p>
      <p class={styles.answers}>
        <Button look="link" onClick={() => beginCorrecting(thread.id, entry, body)}>
          {words.correct}
        </Button>
        <Button look="link" onClick={() => (act.value = { ...at, what: "cancel" })}>
          {words.cancel}
        </Button>
        <Button look="link" onClick={() => (act.value = { ...at, what: "mask" })}>
          {words.mask}
        </Button>
      </p>
    </div>
  );
}
