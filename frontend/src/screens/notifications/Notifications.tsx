import { useEffect } from "preact/hooks";
import { ArrowLeft } from "lucide-preact";
import { notifications as words } from "../../fr.notifications";
import { loadPush } from "../../store/push";
import { back } from "../../store/route";
import { IconButton } from "../../ui/Button/Button";
import { Devices } from "./Devices";
import { Diagnostic } from "./Diagnostic";
import styles from "./Notifications.module.css";
import { ThisDevice } from "./ThisDevice";

/** How I am told of messages: on which machines, and whether it works. In place of the list and the thread. */
export function Notifications() {
  useEffect(() => void loadPush(), []);
  return (
    <main class={styles.page} aria-label={words.title}>
      <header class={styles.head}>
        <IconButton label={words.back} onClick={back}>
          <ArrowLeft />
        </IconButton>
        <h1>{words.title}</h1>
      </header>
      <div class={styles.parts}>
        <div class={styles.main}>
          <ThisDevice />
          <Devices />
        </div>
        <aside class={styles.side} aria-label={words.diagnostic.title}>
          <Diagnostic />
        </aside>
      </div>
    </main>
  );
}
