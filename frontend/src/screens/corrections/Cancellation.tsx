import { useContext, useMemo } from "preact/hooks";
import { Ban } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Entry, Happening, Person } from "../../protocol";
import type { Thread } from "../../store/thread";
import { now } from "../clock";
import { authorOf, fullName, occupation, signed } from "../people";
import { Displaying } from "../thread/displaying";
import { MessageText } from "../thread/MessageText";
import { hour, ofMoment } from "../times";
import styles from "./Replaced.module.css";
import { LeftBehind } from "./Replacing";

type Props = { entry: Entry; what: Extract<Happening, { type: "message_cancelled" }>; thread: Thread; me: Person };

/** An earlier message is declared wrong, with no other in its place. */
export function Cancellation({ entry, what, thread, me }: Props) {
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  const own = entry.party === me.id;
  const author = authorOf(thread.members, entry);
  const about = thread.entries.find(({ seq }) => seq === what.about);
  return (
    <div>
      <article class={`${styles.line} ${own ? styles.own : ""}`}>
        <header>
          <b>{own && !entry.hand ? fr.you : author ? signed(fullName(author), entry.hand) : fr.someone}</b>
          {!own && author && <span class="cut">{occupation(author)}</span>}
          <time dateTime={entry.at}>{hour(entry.at)}</time>
        </header>
        <p class={styles.replaces}>
          <Ban />
          <span>{about ? later.corrections.cancelled(ofMoment(about.at, now.value)) : later.corrections.cancelledEarlier}</span>
        </p>
        <MessageText text={what.reason} />
        {own && <LeftBehind thread={thread} seq={entry.seq} />}
        <span class={styles.end} ref={end} />
      </article>
    </div>
  );
}
