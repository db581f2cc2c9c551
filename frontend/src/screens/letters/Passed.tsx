import { Forward } from "lucide-preact";
import { forwards as words } from "../../fr.forwards";
import styles from "./Passed.module.css";

/** What is passed on, under what one writes: as it will leave, and nobody's to change. */
export function Passed({ text }: { text: string }) {
  if (!text) return null;
  return (
    <figure class={styles.passed}>
      <figcaption>
        <Forward />
        {words.passed}
      </figcaption>
      <blockquote tabIndex={0}>{text}</blockquote>
    </figure>
  );
}
