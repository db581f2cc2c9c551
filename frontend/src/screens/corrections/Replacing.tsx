import { useEffect, useMemo } from "preact/hooks";
import { Bell, Repeat2 } from "lucide-preact";
import { later } from "../../fr.later";
import type { Entry, Happening, Person } from "../../protocol";
import { bodyOf } from "../../store/aftermath";
import { readVersions, remind, versionsAt } from "../../store/corrections";
import { receiptsTold } from "../../store/here";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { say, sayIfRefused } from "../notices";
import { listed, personsOf, shortName } from "../people";
import { MessageText } from "../thread/MessageText";
import { ofMoment } from "../times";
import { difference, type Piece } from "./diff";
import styles from "./Replaced.module.css";

type Correction = Extract<Happening, { type: "message_corrected" }>;
type Props = { entry: Entry; what: Correction; thread: Thread; named: Person[] };

/** What replaces an earlier message: says so first, then what changed. */
export function Replacing({ entry, what, thread, named }: Props) {
  const { version } = what.standing;
  return (
    <>
      <p class={styles.replaces}>
        <Repeat2 />
        <span>
          {later.corrections.replaces(ofMoment(what.replaced_at, now.value))}
          {version > 2 && <span class={styles.version}>, {later.corrections.version(version)}</span>}
        </span>
      </p>
      <Changed entry={entry} what={what} thread={thread} named={named} />
    </>
  );
}

function Changed({ entry, what, thread, named }: Props) {
  const before = wordsBefore(entry, what, thread);
  const pieces = useMemo(() => (before === null ? null : difference(before, what.text)), [before, what.text]);
  useEffect(() => {
    if (before === null) void readVersions({ conversation: thread.id, seq: entry.seq });
  }, [before === null]);
  if (!pieces) return <MessageText text={what.text} named={named} />;
  return (
    <p class={styles.text}>
      {pieces.map((piece, index) => (
        <Marked key={index} piece={piece} />
      ))}
    </p>
  );
}

function Marked({ piece: { kind, text } }: { piece: Piece }) {
  if (kind === "same") return <>{text}</>;
  const Tag = kind === "deleted" ? "del" : "ins";
  return (
    <Tag>
      <span class="sr">{kind === "deleted" ? later.corrections.deleted : later.corrections.inserted}</span>
      {text}
    </Tag>
  );
}

/** From the thread where it still shows them; a frame never carries them. Null: to be asked for. */
function wordsBefore(entry: Entry, what: Correction, thread: Thread): string | null {
  const replaced = thread.entries.find(({ seq }) => seq === what.replaces);
  const body = replaced && bodyOf(replaced);
  if (body && body.standing.in_place_at === null) return body.text;
  const found = versionsAt({ conversation: thread.id, seq: entry.seq });
  if (found === undefined || found === "failed") return null;
  return found.versions.findLast(({ shown_at }) => shown_at !== entry.seq)?.text ?? null;
}

/** Who saw the wrong words and not these: for their author, who reminds them in one tap. */
export function LeftBehind({ thread, seq }: { thread: Thread; seq: number }) {
  const at = { conversation: thread.id, seq };
  useEffect(() => void readVersions(at), [thread.id, seq, receiptsTold.value, thread.members]);
  const found = versionsAt(at);
  if (found === undefined || found === "failed" || found.only_wrong.length === 0) return null;
  const names = personsOf(found.only_wrong, thread.members).map(shortName);
  return (
    <div class={styles.left}>
      <span>{later.corrections.onlyWrong(listed(names))}</span>
      <Button look="plain" onClick={() => void tell(at)}>
        <Bell />
        {later.corrections.remind}
      </Button>
    </div>
  );
}

async function tell(at: { conversation: string; seq: number }): Promise<void> {
  if (await sayIfRefused(remind(at))) say(later.corrections.reminded);
}

