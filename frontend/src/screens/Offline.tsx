import { offline as words } from "../fr.offline";
import { network } from "../store/network";
import styles from "./Offline.module.css";

/** Instead of the page, while the server cannot say who is here: nothing that was received is kept. */
export function Offline() {
  return (
    <div class={styles.offline} role="status">
      <p>
        <b>{network.value.state === "offline" ? words.title : words.noAnswer}</b>
      </p>
      <p>{words.opens}</p>
      <p>{words.kept}</p>
      <p>{words.warning}</p>
    </div>
  );
}
