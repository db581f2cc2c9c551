import type { ComponentChildren } from "preact";
import type { LucideIcon } from "lucide-preact";
import styles from "./Blank.module.css";

/** An empty or failed place: what is true, and what to do next. */
export function Blank({ icon: Icon, title, centred, children }: { icon: LucideIcon; title: string; centred?: boolean; children?: ComponentChildren }) {
  return (
    <div class={`${styles.blank} ${centred ? styles.centred : ""}`}>
      <Icon class={styles.icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
