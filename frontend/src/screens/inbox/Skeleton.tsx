import { fr } from "../../fr";
import styles from "./Skeleton.module.css";

/** Widths of the two lines of each row, in hundredths; still. */
const ROWS = [
  [54, 88],
  [42, 72],
  [61, 94],
  [48, 60],
  [58, 82],
  [35, 90],
  [51, 74],
  [63, 66],
  [44, 85],
  [56, 78],
  [53, 70],
  [47, 80],
];

export function Skeleton() {
  return (
    <div class={styles.skeleton} aria-busy="true">
      <p class="sr">{fr.list.loading}</p>
      {ROWS.map(([first, second]) => (
        <div key={first} class={styles.row} aria-hidden="true">
          <span style={{ width: `${first}%` }} />
          <span />
          <span style={{ width: `${second}%` }} />
        </div>
      ))}
    </div>
  );
}
