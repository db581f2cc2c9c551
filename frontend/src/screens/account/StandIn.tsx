import { useSignal } from "@preact/signals";
import { fr } from "../../fr";
import { account } from "../../fr.account";
import { Button } from "../../ui/Button/Button";
import { lazily } from "../../ui/lazily";
import { introduced } from "../people";
import type { Picking } from "../starting/picking";
import styles from "./account.module.css";

const PeoplePicker = lazily(async () => (await import("../starting/PeoplePicker")).PeoplePicker, fr.notFetched);
const { absence: words } = account;

/** One colleague, found as one finds whom to write to. */
export function StandIn({ standIn }: { standIn: Picking }) {
  const looking = useSignal(false);
  const [chosen] = standIn.chosen.value;
  return (
    <div class={styles.standIn}>
      <p>
        <b>{words.standIn}</b> <span>{chosen ? introduced(chosen) : words.optional}</span>
      </p>
      <div class={styles.line}>
        <Button aria-expanded={looking.value} onClick={() => (looking.value = !looking.value)}>
          {chosen ? words.change : words.choose}
        </Button>
        {chosen && <Button onClick={() => standIn.toggle(chosen)}>{words.remove}</Button>}
      </div>
      {looking.value && (
        <div class={styles.picker}>
          <PeoplePicker picking={standIn} label={words.standIn} teams={false} id="stand-in" />
        </div>
      )}
    </div>
  );
}
