import { useEffect } from "preact/hooks";
import { ArrowLeft } from "lucide-preact";
import { notifications as words } from "../../fr.notifications";
import { here, loadPush, type ThisBrowser } from "../../store/push";
import { back } from "../../store/route";
import { IconButton } from "../../ui/Button/Button";
import { ByMail } from "./ByMail";
import { Devices } from "./Devices";
import { Diagnostic } from "./Diagnostic";
import styles from "./Notifications.module.css";
import { offerAnswered } from "./offering";
import { Preferences } from "./Preferences";
import { ThisDevice } from "./ThisDevice";

/** Elsewhere a test would only say what is written above it. */
const MAY_BE_TOLD: ThisBrowser[] = ["on", "offered", "denied"];

/** How I am told of messages: on which machines, and whether it works. In place of the list and the thread. */
export function Notifications() {
  useEffect(() => {
    void loadPush();
    offerAnswered();
  }, []);
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
          <Preferences />
          <ByMail />
          <Devices />
        </div>
        <aside class={styles.side} aria-label={words.diagnostic.title}>
          {MAY_BE_TOLD.includes(here.value) ? <Diagnostic /> : <p>{words.diagnostic.elsewhere}</p>}
        </aside>
      </div>
    </main>
  );
}
