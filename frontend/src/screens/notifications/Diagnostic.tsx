import type { ComponentChildren } from "preact";
import { Check, RefreshCw, X } from "lucide-preact";
import { notifications } from "../../fr.notifications";
import { thisMachine } from "../../store/machine";
import { enableHere } from "../../store/push";
import type { Step } from "../../store/trial";
import { answerSeen, trial, trialProblem, tryNotifications } from "../../store/trying";
import { Button } from "../../ui/Button/Button";
import styles from "./Diagnostic.module.css";
import { remedyOf } from "./remedies";

const { diagnostic: words } = notifications;

/** A real round trip, each step in words; where it fails, what to do on this very machine. */
export function Diagnostic() {
  const steps = trial.value;
  return (
    <section class={styles.diagnostic} aria-labelledby="diagnostic">
      <h2 id="diagnostic">{words.title}</h2>
      <p>{words.detail}</p>
      {steps === null && (
        <Button look="main" onClick={() => void tryNotifications()}>
          {words.begin}
        </Button>
      )}
      {steps && (
        <ol class={styles.steps}>
          {steps.map((step) => (
            <Line key={step.name} step={step} />
          ))}
        </ol>
      )}
      <div role="status">{steps && <Outcome steps={steps} />}</div>
      {trialProblem.value && <p role="alert">{trialProblem.value}</p>}
    </section>
  );
}

function Line({ step: { name, state, after } }: { step: Step }) {
  return (
    <li class={styles[state]} aria-current={state === "running" ? "step" : undefined}>
      <span class={styles.mark}>
        {state === "done" && <Check />}
        {state === "failed" && <X />}
      </span>
      <span class={styles.words}>
        <b>{words.steps[name].name}</b>
        <span>{words.steps[name][state]}</span>
      </span>
      {after !== null && <span class={styles.after}>{words.seconds(after)}</span>}
    </li>
  );
}

function Outcome({ steps }: { steps: Step[] }) {
  const failed = steps.find(({ state }) => state === "failed");
  if (failed) return <Remedy step={failed} />;
  const asked = steps.at(-1);
  if (asked?.state === "done") return <Again>{words.works}</Again>;
  if (asked?.state !== "running") return null;
  return (
    <div class={styles.question}>
      <p>
        <b>{words.question}</b>
      </p>
      <Button look="main" onClick={() => answerSeen(true)}>
        {words.yes}
      </Button>
      <Button onClick={() => answerSeen(false)}>{words.no}</Button>
    </div>
  );
}

function Remedy({ step }: { step: Step }) {
  const { title, text, enable } = remedyOf(step, thisMachine());
  return (
    <div class={styles.remedy}>
      <p>
        <b>{title}</b>
      </p>
      <p>{text}</p>
      {enable && <Button onClick={() => void enableHere().then(tryNotifications)}>{notifications.here.enable}</Button>}
      <Again />
    </div>
  );
}

function Again({ children }: { children?: ComponentChildren }) {
  return (
    <>
      {children && <p>{children}</p>}
      <Button look="main" onClick={() => void tryNotifications()}>
        <RefreshCw />
        {words.again}
      </Button>
    </>
  );
}
