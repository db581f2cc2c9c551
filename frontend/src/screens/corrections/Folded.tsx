import { useSignal } from "@preact/signals";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { Ban, EyeOff, Repeat2 } from "lucide-preact";
import { later } from "../../fr.later";
import type { Entry, MessageBody } from "../../protocol";
import { readVersions, versionsAt } from "../../store/corrections";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { Displaying } from "../thread/displaying";
import { MessageFiles } from "../thread/MessageFiles";
import { MessageText } from "../thread/MessageText";
import { moment, ofMoment } from "../times";
import styles from "./Replaced.module.css";

type Props = { conversation: string; entry: Entry; body: MessageBody; own: boolean };

/** A version that no longer stands, folded where it was. Only unfolded is it displayed. */
export function Folded({ conversation, entry, body, own }: Props) {
  const open = useSignal(false);
  const { state, at } = body.standing;
  const [said, changed] = [ofMoment(entry.at, now.value), moment(at ?? entry.at, now.value)];
  if (state === "masked") {
    return (
      <p class={styles.folded}>
        <EyeOff />
        <span>{later.corrections.maskedAt(changed)}</span>
      </p>
    );
  }
  const cancelled = state === "cancelled";
  const Icon = cancelled ? Ban : Repeat2;
  const words = later.corrections;
  const title = cancelled
    ? (own ? words.foldedCancelledMine : words.foldedCancelled)(said, changed)
    : (own ? words.foldedMine : words.folded)(said, changed);
  return (
    <div class={styles.folded}>
      <Icon />
      <span>{open.value ? words.original(said) : title}</span>
      <Button look="link" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {open.value ? words.foldAgain : words.seeOriginal}
      </Button>
      {open.value && <Original conversation={conversation} entry={entry} body={body} />}
    </div>
  );
}

function Original(props: Omit<Props, "own">) {
  // What was corrected in its place shows other words in the thread.
  return props.body.standing.in_place_at ? <FirstWords {...props} /> : <OwnWords {...props} />;
}

function OwnWords({ entry, body }: Omit<Props, "own">) {
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  return (
    <div class={styles.original}>
      {body.text && <MessageText text={body.text} />}
      {body.files.length > 0 && <MessageFiles files={body.files} />}
      <span class={styles.end} ref={end} />
    </div>
  );
}

function FirstWords({ conversation, entry }: Omit<Props, "own">) {
  const at = { conversation, seq: entry.seq };
  useEffect(() => void readVersions(at), [conversation, entry.seq]);
  const found = versionsAt(at);
  if (found === "failed") return <p role="alert">{later.corrections.originalFailed}</p>;
  if (found === undefined) return <p>{later.readers.loading}</p>;
  const [said] = found.versions;
  return (
    <div class={styles.original}>
      {said?.text && <MessageText text={said.text} />}
      {said && said.files.length > 0 && <MessageFiles files={said.files} />}
    </div>
  );
}
