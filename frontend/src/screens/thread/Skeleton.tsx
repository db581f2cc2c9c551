import { fr } from "../../fr";
import styles from "./Skeleton.module.css";

/** Messages to come: the widths of their lines, in hundredths; still. */
const MESSAGES = [
  [30, 92, 84, 40],
  [36, 88, 60],
  [28, 76],
];

export function Skeleton() {
  return (
    <>
      <div class={styles.head} aria-hidden="true">
        <span />
      </div>
      <div class={styles.patient} aria-hidden="true">
        <span />
      </div>
      <div class={styles.messages} aria-busy="true">
        {MESSAGES.map((lines) => (
          <div key={lines[0]} class={styles.message} aria-hidden="true">
            <span class={styles.face} />
            <div>
              {lines.map((width) => (
                <span key={width} style={{ width: `${width}%` }} />
              ))}
            </div>
          </div>
        ))}
      </div>
      <p class={styles.waiting}>{fr.patient.waiting}</p>
      <div class={styles.composer} aria-hidden="true" />
    </>
  );
}
