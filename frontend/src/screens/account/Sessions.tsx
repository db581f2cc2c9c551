import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { account } from "../../fr.account";
import type { SessionView } from "../../protocol";
import { closeOtherSessions, closeSession, loadSessions, mySessions } from "../../store/mySessions";
import { Button } from "../../ui/Button/Button";
import { sayIfRefused } from "../notices";
import { moment } from "../times";
import styles from "./account.module.css";

const { sessions } = account;

/** Where I am signed in: what was left open elsewhere is closed from here. */
export function Sessions() {
  const failed = useSignal<string | null>(null);
  useEffect(() => {
    void loadSessions().then((refusal) => (failed.value = refusal));
  }, []);
  const mine = mySessions.value;

  return (
    <section class={styles.section} aria-labelledby="sessions">
      <h3 id="sessions">{sessions.title}</h3>
      {mine === null && <p role="status">{failed.value ?? sessions.loading}</p>}
      {mine && (
        <ul class={styles.list}>
          {mine.map((one) => (
            <Session key={one.id} session={one} />
          ))}
        </ul>
      )}
      {mine && mine.length > 1 && (
        <Button wide onClick={() => void sayIfRefused(closeOtherSessions())}>
          {sessions.closeOthers}
        </Button>
      )}
    </section>
  );
}

function Session({ session }: { session: SessionView }) {
  const { browser, opened_at, acted_at, shared, locked, here } = session;
  return (
    <li>
      <span>
        <b>{browser || sessions.unknown}</b>
        <span>{[here && sessions.here, shared && sessions.shared, locked && sessions.locked].filter(Boolean).join(", ")}</span>
        <span>{sessions.opened(moment(opened_at, new Date()))}</span>
        {!here && <span>{sessions.acted(moment(acted_at, new Date()))}</span>}
      </span>
      {!here && (
        <Button onClick={() => void sayIfRefused(closeSession(session.id))} aria-label={sessions.closeThis(browser || sessions.unknown)}>
          {sessions.close}
        </Button>
      )}
    </li>
  );
}
