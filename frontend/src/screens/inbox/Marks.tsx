import { Archive, LogOut, SquareCheck, Star } from "lucide-preact";
import { fr, shown } from "../../fr";
import type { Row } from "../../protocol";
import { Count } from "../../ui/Count/Count";
import { lazily } from "../../ui/lazily";
import styles from "./Marks.module.css";
import { isTicked } from "./row";

const Muted = lazily(async () => (await import("../notifications/Muted")).Muted, () => null);

/** For eyes: ears have had them with the title. */
export function Marks({ row, badges }: { row: Row; badges: boolean }) {
  const { favourite, archived, unread } = row.place;
  return (
    <span class={styles.marks} aria-hidden="true">
      {favourite && <Star class={styles.star} />}
      {isTicked(row) && <SquareCheck />}
      {row.place.notify && <Muted place={row.place} />}
      {badges && row.left && (
        <span class={styles.badge}>
          <LogOut /> {fr.list.left}
        </span>
      )}
      {badges && archived && !row.left && (
        <span class={styles.badge}>
          <Archive /> {fr.list.archived}
        </span>
      )}
      {unread > 0 && <Count text={shown(unread)} />}
    </span>
  );
}
