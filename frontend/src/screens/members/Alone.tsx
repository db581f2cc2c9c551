import { later } from "../../fr.later";
import type { Row } from "../../protocol";
import { hrefOf } from "../../store/route";
import { buttonClass } from "../../ui/Button/Button";
import styles from "./members.module.css";

/** All the others have left: what one would write, nobody would read. */
export function Alone({ row }: { row: Row }) {
  return (
    <div data-foot class={styles.panel} role="status">
      <p>
        <b>{later.alone.says}</b>
      </p>
      <div class={styles.answers}>
        <a class={buttonClass()} href={hrefOf({ conversation: row.id, sheet: "add", seq: null })}>
          {later.alone.invite}
        </a>
        <a class={buttonClass("main")} href={hrefOf({ composing: true })}>
          {later.alone.start}
        </a>
      </div>
    </div>
  );
}
