import { useContext, useMemo } from "preact/hooks";
import { MessageSquarePlus } from "lucide-preact";
import { fr } from "../../fr";
import type { Entry, Person } from "../../protocol";
import type { Thread } from "../../store/thread";
import { fullName, occupation } from "../people";
import { hour } from "../times";
import { Displaying } from "./displaying";
import styles from "./SystemLine.module.css";

/** What happened to the conversation, said in one line. */
export function SystemLine({ entry, thread, me }: { entry: Entry; thread: Thread; me: Person }) {
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  const author = thread.members.find(({ person }) => person.id === entry.party)?.person;
  return (
    <div>
      <p class={styles.line}>
        <MessageSquarePlus />
        <span>{author ? <Opened author={author} mine={author.id === me.id} /> : fr.thread.openedBySystem}</span>
        <time dateTime={entry.at}>{hour(entry.at)}</time>
        <span class={styles.end} ref={end} />
      </p>
    </div>
  );
}

function Opened({ author, mine }: { author: Person; mine: boolean }) {
  if (mine) {
    return (
      <>
        <b>{fr.you}</b> {fr.thread.youOpened}
      </>
    );
  }
  return (
    <>
      <b>{fullName(author)}</b>, {occupation(author)}, {fr.thread.opened}
    </>
  );
}
