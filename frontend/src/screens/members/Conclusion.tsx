import { Lock } from "lucide-preact";
import { fr } from "../../fr";
import { members as words } from "../../fr.members";
import { reopen } from "../../store/members";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { fullName } from "../people";
import { moment } from "../times";
import styles from "./members.module.css";

/** The conclusion of a closed conversation, over everything that was said in it. */
export function Conclusion({ thread }: { thread: Thread }) {
  const { closed, row } = thread;
  if (!closed) return null;
  const by = thread.members.find(({ person }) => person.id === closed.party)?.person;
  return (
    <aside class={styles.closed} aria-label={words.closed}>
      <Lock />
      <p class={styles.said}>
        <b>
          {words.closed}. {closed.conclusion}
        </b>
        <span>{words.closedBy(by ? fullName(by) : fr.someone, moment(closed.at, now.value))}</span>
      </p>
      {row && !row.left && (
        <Button look="link" onClick={() => void sayIfRefused(reopen(thread.id))}>
          {words.reopenIt}
        </Button>
      )}
    </aside>
  );
}
