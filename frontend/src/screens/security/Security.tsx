import { useEffect } from "preact/hooks";
import { security as words } from "../../fr.security";
import { unreachable } from "../../protocol";
import { loadSecurity, mySecurity, problem, task } from "../../store/security";
import { AppTask, CodesTask, Confirm, PasskeyTask, PasswordTask } from "./Tasks";
import { Factors } from "./Factors";
import styles from "./Security.module.css";

/** Nothing for who does not sign in here: who comes by a national service sees to it there. */
export function Security() {
  useEffect(() => void loadSecurity(), []);
  if (mySecurity.value && !mySecurity.value.local) return null;
  return (
    <section class={styles.security} aria-labelledby="security">
      <h3 id="security">{words.title}</h3>
      {!mySecurity.value && !problem.value && <p role="status">{words.loading}</p>}
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <CurrentTask />
    </section>
  );
}

function CurrentTask() {
  const now = task.value;
  switch (now.at) {
    case "list":
      return mySecurity.value && <Factors mine={mySecurity.value} saved={now.said === "password"} />;
    case "confirm":
      return <Confirm half={now.half} then={now.then} />;
    case "passkey":
      return <PasskeyTask />;
    case "app":
      return <AppTask app={now.app} />;
    case "codes":
      return <CodesTask codes={now.codes} />;
    case "password":
      return <PasswordTask username={mySecurity.value?.username ?? ""} />;
    default:
      return unreachable(now);
  }
}
