import { MessagesSquare } from "lucide-preact";
import { nothing } from "../../fr.nothing";
import { Blank } from "../../ui/Blank/Blank";
import { singleKeys } from "../shortcuts";
import styles from "./Choose.module.css";

/** Nothing is open: what to do, and the keys that do it. */
export function Choose() {
  return (
    <Blank icon={MessagesSquare} title={nothing.choose.title} centred>
      <p>{nothing.choose.detail}</p>
      {singleKeys.value && (
        <dl class={styles.keys}>
          <dt>
            <kbd>J</kbd> <kbd>K</kbd>
          </dt>
          <dd>{nothing.choose.next}</dd>
          <dt>
            <kbd>{nothing.choose.enter}</kbd>
          </dt>
          <dd>{nothing.choose.open}</dd>
          <dt>
            <kbd>N</kbd>
          </dt>
          <dd>{nothing.choose.create}</dd>
        </dl>
      )}
    </Blank>
  );
}
