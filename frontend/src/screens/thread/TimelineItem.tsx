import { fr } from "../../fr";
import { unreachable, type Person } from "../../protocol";
import { markRead } from "../../store/marks";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { lazily } from "../../ui/lazily";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { dayName } from "../times";
import type { Item } from "./items";
import { Message } from "./Message";
import { PendingMessage } from "./PendingMessage";
import styles from "./TimelineItem.module.css";

const SystemLine = lazily(
  async () => (await import("./SystemLine")).SystemLine,
  // As high as what it will say: nothing moves when it comes.
  () => <p class={styles.told} />,
);
// As high as a letter, nearly; it holds its place where it cannot be fetched.
const LetterEntry = lazily(async () => (await import("../letters/parts")).LetterEntry, () => <p class={styles.told} />);
const Cancellation = lazily(async () => (await import("../corrections/Cancellation")).Cancellation, fr.notFetched);

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
      return <Told item={item} thread={thread} me={me} />;
    default:
      return unreachable(item);
  }
}

function Told({ item, thread, me }: { item: Extract<Item, { kind: "entry" }>; thread: Thread; me: Person }) {
  const { what } = item.entry;
  if (what.type === "letter_exchanged" || what.type === "letter_state_changed") return <LetterEntry entry={item.entry} thread={thread} />;
  if (item.body) return <Message item={item} body={item.body} thread={thread} me={me} />;
  if (what.type === "message_cancelled") return <Cancellation entry={item.entry} what={what} thread={thread} me={me} />;
  return <SystemLine entry={item.entry} thread={thread} me={me} />;
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
