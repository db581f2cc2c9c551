import { TriangleAlert } from "lucide-preact";
import styles from "./UrgentTag.module.css";

/** Triangle, word and colour: never one of them alone. */
export function UrgentTag({ label }: { label: string }) {
  return (
    <span class={styles.tag}>
      <TriangleAlert />
      {label}
    </span>
  );
}
