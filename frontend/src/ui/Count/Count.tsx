import styles from "./Count.module.css";

/** A number in a pill; `means` completes it for ears. */
export function Count({ text, means, class: extra = "" }: { text: string; means?: string; class?: string | undefined }) {
  return (
    <span class={`${styles.count} ${extra}`}>
      <span aria-hidden={means ? "true" : undefined}>{text}</span>
      {means && <span class="sr">{means}</span>}
    </span>
  );
}
