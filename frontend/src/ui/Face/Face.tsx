import styles from "./Face.module.css";

/** Someone's initials. Without colour: a colour would seem to mean something. */
export function Face({ letters }: { letters: string }) {
  return (
    <span class={styles.face} aria-hidden="true">
      {letters}
    </span>
  );
}
