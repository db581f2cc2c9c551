import { ArrowUpToLine } from "lucide-preact";
import { fr } from "../../fr";
import type { Row } from "../../protocol";
import { markRead } from "../../store/marks";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { sayIfRefused } from "../notices";
import { returnTo } from "./jumps";
import styles from "./NotBrowsed.module.css";

/** Stays until one chooses: what was jumped over is neither read nor seen. */
export function NotBrowsed({ thread, row }: { thread: Thread; row: Row }) {
  if (thread.notBrowsed === 0) return null;
  return (
    <div class={styles.bar} role="status">
      <ArrowUpToLine />
      <b>{fr.thread.notBrowsed(thread.notBrowsed)}</b>
      <span class={styles.choices}>
        <Button look="link" onClick={() => returnTo(row.place.read_upto + 1)}>
          {fr.thread.goBack}
        </Button>
        <Button look="link" onClick={() => void sayIfRefused(markRead(row.id))}>
          {fr.thread.markAllRead}
        </Button>
      </span>
    </div>
  );
}
