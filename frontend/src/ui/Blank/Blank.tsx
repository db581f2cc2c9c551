import type { ComponentChildren } from "preact";
import type { LucideIcon } from "lucide-preact";
import styles from "./Blank.module.css";

/** An empty or failed place: what is true, and what to do next. Centred: it is the whole place. */
export function Blank({
  icon: Icon,
  title,
  centred,
  children,
}: {
  icon: LucideIcon;
  title: string;
  centred?: boolean;
  children?: ComponentChildren;
}) {
  const Heading = centred ? "h1" : "h2";
  return (
    <div class={`${styles.blank} ${centred ? styles.centred : ""}`}>
      <Icon class={styles.icon} />
      <Heading class={styles.title}>{title}</Heading>
      {children}
    </div>
  );
}
