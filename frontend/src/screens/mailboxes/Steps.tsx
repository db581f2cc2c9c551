import { useEffect, useRef } from "preact/hooks";
import { CircleAlert, CircleCheck, CircleDashed } from "lucide-preact";
import { mailboxes } from "../../fr.mailboxes";
import type { StepFailed } from "../../protocol";
import styles from "./BoxForm.module.css";

const words = mailboxes.steps;
/** In the order in which they are tried: bridge/providers/contract.py. */
const STEPS: StepFailed["step"][] = ["reach", "secure", "sign_in", "read", "send_reach", "send_secure", "send_sign_in", "send_as"];

/** How far the test came: the first step that fails says what to do; those after it were not tried. */
export function Steps({ failed }: { failed: StepFailed | null }) {
  const steps = useRef<HTMLElement>(null);
  // It was asked for, and may come under the edge of the screen.
  useEffect(() => steps.current?.scrollIntoView({ block: "nearest" }), []);
  const at = failed ? STEPS.indexOf(failed.step) : STEPS.length;
  return (
    <section ref={steps} class={styles.steps} aria-label={words.title} role="status">
      <ol>
        {STEPS.map((step, nth) => (
          <Step key={step} step={step} state={nth < at ? "done" : nth === at ? "failed" : "untried"} failed={nth === at ? failed : null} />
        ))}
      </ol>
      {!failed && <p>{words.all}</p>}
    </section>
  );
}

const ICONS = { done: CircleCheck, failed: CircleAlert, untried: CircleDashed };

function Step({ step, state, failed }: { step: StepFailed["step"]; state: keyof typeof ICONS; failed: StepFailed | null }) {
  const Icon = ICONS[state];
  return (
    <li class={styles[state]}>
      <Icon />
      <span>
        {words[step]}, {words[state]}
        {failed && <b>{failed.sentence}</b>}
        {failed?.reason && <span class={styles.reason}>{words.server(failed.reason)}</span>}
      </span>
    </li>
  );
}
