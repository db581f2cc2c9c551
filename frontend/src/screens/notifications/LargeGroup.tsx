import { useEffect } from "preact/hooks";
import { Users } from "lucide-preact";
import { notices } from "../../fr.notices";
import type { Row } from "../../protocol";
import { preferences, readNotices } from "../../store/notifying";
import { Button } from "../../ui/Button/Button";
import { choose } from "./bellActions";
import styles from "./LargeGroup.module.css";

/** In a large group, until one has chosen: to be told only of what names one. */
export function LargeGroup({ row }: { row: Row }) {
  useEffect(() => void readNotices(), []);
  if (row.place.notify || preferences.value?.large_groups !== "all") return null;
  return (
    <aside class={styles.line} aria-label={notices.large.title}>
      <Users />
      <span>{notices.large.question(row.member_count)}</span>
      <span class={styles.choices}>
        <Button look="link" onClick={() => void choose(row.id, { level: "mentions", until: null })}>
          {notices.large.yes}
        </Button>
        <Button look="link" onClick={() => void choose(row.id, { level: "all", until: null })}>
          {notices.large.no}
        </Button>
      </span>
    </aside>
  );
}
