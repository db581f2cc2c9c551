import { door } from "../../fr.door";
import type { CodeAppSetUp, Halfway } from "../../protocol";
import { busy, enrolApp, enrolPasskey, goTo, startAgain, wantApp } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import { AppSetUp } from "./AppSetUp";
import { NewFactor } from "./NewFactor";
import { Problem, Title } from "./parts";
import styles from "./SignIn.module.css";

/** Nobody comes in without a second factor: who has none sets one up now. */
export function EnrolmentStep({ half, app }: { half: Halfway; app: CodeAppSetUp | null }) {
  return (
    <section class={styles.form}>
      <Title>{door.enrolment.title}</Title>
      {!app && <p>{door.enrolment.why}</p>}
      <Problem />
      {app ? (
        <AppSetUp app={app} busy={busy.value} give={(code) => void enrolApp(half.ticket, code)} />
      ) : (
        <NewFactor busy={busy.value} passkey={() => void enrolPasskey(half.ticket)} app={() => void wantApp(half)} />
      )}
      <p class={styles.other}>
        <Button look="link" onClick={app ? () => goTo({ at: "enrolment", half, app: null }) : startAgain}>
          {app ? door.enrolment.other : door.again}
        </Button>
      </p>
    </section>
  );
}
