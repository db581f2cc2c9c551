import { fr } from "../../fr";
import { unreachable, type Person } from "../../protocol";
import { markRead } from "../../store/marks";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { dayName } from "../times";
import type { Item } from "./items";
import { Message } from "./Message";
import { PendingMessage } from "./PendingMessage";
import { SystemLine } from "./SystemLine";
import styles from "./TimelineItem.module.css";

/** One line of the timeline: always one element, which the list measures. */
export function TimelineItem({ item, thread, me }: { item: Item; thread: Thread; me: Person }) {
  switch (item.kind) {
    case "more":
      return <p class={styles.more}>{item.key === "before" ? fr.thread.loadingOlder : fr.thread.loadingNewer}</p>;
    case "day":
      return (
        <div>
          <h2 class={styles.day}>{dayName(item.at, now.value)}</h2>
        </div>
      );
    case "new":
      return <NewLine thread={thread} count={item.count} />;
    case "pending":
      return <PendingMessage item={item} thread={thread} />;
    case "entry":
      return item.body ? (
        <Message item={item} body={item.body} thread={thread} me={me} />
      ) : (
        <SystemLine entry={item.entry} thread={thread} me={me} />
      );
    default:
      return unreachable(item);
  }
}

/** Stays where one began to read; what is read needs no button. */
function NewLine({ thread, count }: { thread: Thread; count: number }) {
  return (
    <div>
      <div class={styles.new}>
        <h2>{count > 0 ? fr.thread.newMessages(count) : fr.thread.someNew}</h2>
        {thread.row && thread.row.place.unread > 0 && (
          <Button look="link" onClick={() => void sayIfRefused(markRead(thread.id))}>
            {fr.thread.markAllRead}
          </Button>
        )}
      </div>
    </div>
  );
}
