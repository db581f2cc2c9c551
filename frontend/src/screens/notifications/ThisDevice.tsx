import type { ComponentChildren } from "preact";
import { Bell } from "lucide-preact";
import { notifications as words } from "../../fr.notifications";
import { unreachable } from "../../protocol";
import { thisMachine } from "../../store/machine";
import { busy, disableHere, enableHere, here, problem } from "../../store/push";
import { Button } from "../../ui/Button/Button";
import styles from "./parts.module.css";

/** Asked for by a press, after it was explained: the browser's own question cannot be asked twice. */
export function ThisDevice() {
  return (
    <section class={styles.section} aria-labelledby="this-device">
      <h2 id="this-device">{words.here.title}</h2>
      <State />
      <div role="status">{problem.value && <p class={styles.problem}>{problem.value}</p>}</div>
    </section>
  );
}

function State() {
  const now = here.value;
  switch (now) {
    case "unknown":
      return <p>{words.loading}</p>;
    case "shared":
    case "off":
    case "unsupported":
      return <p>{words.here[now]}</p>;
    case "to_install":
      return <Install />;
    case "denied":
      return (
        <Blocked>
          <p>{words.allow[thisMachine()]}</p>
        </Blocked>
      );
    case "offered":
      return <Offer />;
    case "on":
      return (
        <>
          <p>{words.here.on}</p>
          <Button disabled={busy.value} onClick={() => void disableHere()}>
            {words.here.disable}
          </Button>
        </>
      );
    default:
      return unreachable(now);
  }
}

function Offer() {
  return (
    <>
      <p>
        <b>{words.here.offer}</b>
      </p>
      <p>{words.here.offerDetail}</p>
      <Button look="main" disabled={busy.value} onClick={() => void enableHere()}>
        <Bell />
        {busy.value ? words.here.enabling : words.here.enable}
      </Button>
    </>
  );
}

function Install() {
  return (
    <>
      <p>
        <b>{words.here.install}</b>
      </p>
      <ol class={styles.steps}>
        {words.here.installSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

function Blocked({ children }: { children: ComponentChildren }) {
  return (
    <div class={styles.problem}>
      <p>
        <b>{words.here.denied}</b>
      </p>
      {children}
    </div>
  );
}
