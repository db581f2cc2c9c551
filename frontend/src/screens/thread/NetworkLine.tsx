import { Check, RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import { network, tryNow, type Network } from "../../store/network";
import { unsent } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import { hour } from "../times";
import styles from "./NetworkLine.module.css";

/** How the connection is, when it is not good. Without colour: it asks nothing of anybody. */
export function NetworkLine() {
  const { state } = network.value;
  return (
    <div role="status">
      {state !== "connected" && (
        <p class={styles.line}>
          {state === "caught_up" ? <Check /> : <RefreshCw />}
          <Words network={network.value} />
        </p>
      )}
    </div>
  );
}

function Words({ network: { state, since, retryInSeconds } }: { network: Network }) {
  switch (state) {
    case "caught_up":
      return <b>{fr.network.caughtUp}</b>;
    case "reload":
      return (
        <>
          <span>
            <b>{fr.network.reload}</b> {fr.network.reloadDetail}
          </span>
          <Button look="link" onClick={() => location.reload()}>
            {fr.network.reloadNow}
          </Button>
        </>
      );
    case "offline":
      return (
        <>
          <span>
            <b>{since ? fr.network.offline(hour(since)) : fr.network.offlineNow}</b>{" "}
            {unsent.value > 0 && fr.network.kept(unsent.value)}{" "}
            {/* Counting down aloud every second would drown everything else. */}
            <span class={styles.next} aria-hidden="true">
              {retryInSeconds !== null && fr.network.next(retryInSeconds)}
            </span>
          </span>
          <Button look="link" onClick={tryNow}>
            {fr.network.tryNow}
          </Button>
        </>
      );
    default:
      return (
        <span>
          <b>{fr.network.reconnecting}</b> {fr.network.willLeave}
        </span>
      );
  }
}
