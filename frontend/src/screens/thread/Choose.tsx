import { MessagesSquare } from "lucide-preact";
import { fr } from "../../fr";
import { Blank } from "../../ui/Blank/Blank";
import { singleKeys } from "../shortcuts";
import styles from "./Choose.module.css";

/** Nothing is open: what to do, and the keys that do it. */
export function Choose() {
  return (
    <Blank icon={MessagesSquare} title={fr.choose.title} centred>
      <p>{fr.choose.detail}</p>
      {singleKeys.value && (
        <dl class={styles.keys}>
          <dt>
            <kbd>J</kbd> <kbd>K</kbd>
          </dt>
          <dd>{fr.choose.next}</dd>
          <dt>
            <kbd>{fr.choose.enter}</kbd>
          </dt>
          <dd>{fr.choose.open}</dd>
          <dt>
            <kbd>N</kbd>
          </dt>
          <dd>{fr.choose.create}</dd>
        </dl>
      )}
    </Blank>
  );
}
