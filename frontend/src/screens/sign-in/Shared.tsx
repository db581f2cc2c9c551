import { Check } from "lucide-preact";
import { later } from "../../fr.later";
import styles from "./SignIn.module.css";

export function Shared({ on, set }: { on: boolean; set: (on: boolean) => void }) {
  return (
    <label class={styles.shared}>
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => set(event.currentTarget.checked)}
        aria-describedby="shared-detail"
      />
      <span class={styles.tick} aria-hidden="true">
        <Check />
      </span>
      <span>
        {later.signIn.shared}
        <span class={styles.hint} id="shared-detail">
          {later.signIn.sharedDetail}
        </span>
      </span>
    </label>
  );
}
