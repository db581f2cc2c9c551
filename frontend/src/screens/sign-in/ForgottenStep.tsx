import { door } from "../../fr.door";
import { later } from "../../fr.later";
import { askReset, busy, startAgain } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import { Field, Problem, submitted, Title } from "./parts";
import styles from "./SignIn.module.css";

export function ForgottenStep({ sent }: { sent: boolean }) {
  const words = door.forgotten;
  return (
    <form class={styles.form} onSubmit={submitted((of) => void askReset(of("username")))}>
      <Title>{words.title}</Title>
      <Problem />
      {sent ? (
        <>
          <p role="status">{words.sent}</p>
          <p class={styles.hint}>{words.nothing}</p>
        </>
      ) : (
        <>
          <p>{words.why}</p>
          <Field label={later.signIn.username} name="username" maxLength={80} autocomplete="username" />
          <Button look="main" wide type="submit" disabled={busy.value}>
            {words.send}
          </Button>
        </>
      )}
      <p class={styles.other}>
        <Button look="link" onClick={startAgain}>
          {door.again}
        </Button>
      </p>
    </form>
  );
}
