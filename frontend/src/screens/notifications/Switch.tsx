import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import styles from "./Switch.module.css";

type Props = { title: string; detail: string; on: boolean; turn: (on: boolean) => void; children?: ComponentChildren };

/** Kept as soon as it is turned. A box to tick, drawn as a switch. */
export function Switch({ title, detail, on, turn, children }: Props) {
  const id = useId();
  return (
    <div class={styles.line}>
      <span class={styles.words}>
        <label for={id}>{title}</label>
        <span id={`${id}-detail`}>{detail}</span>
        {children}
      </span>
      <input
        class={styles.switch}
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-describedby={`${id}-detail`}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
    </div>
  );
}
