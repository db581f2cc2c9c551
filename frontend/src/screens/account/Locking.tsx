import { useSignal } from "@preact/signals";
import { Lock } from "lucide-preact";
import { account } from "../../fr.account";
import { chooseCode } from "../../store/mySessions";
import { lockScreen } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import styles from "./account.module.css";

const { locking } = account;

/** Lock now; and the code that unlocks this session, on this computer, until it ends. */
export function Locking({ minutes }: { minutes: number }) {
  return (
    <section class={styles.section} aria-labelledby="locking">
      <h3 id="locking">{locking.title}</h3>
      <p>{locking.after(minutes)}</p>
      <Button wide onClick={() => void lockScreen()} title={locking.keys} aria-keyshortcuts="Control+Alt+L">
        <Lock />
        {locking.now}
      </Button>
      <Code />
    </section>
  );
}

function Code() {
  const said = useSignal<{ text: string; done: boolean } | null>(null);
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const refusal = await chooseCode(String(new FormData(form).get("code")));
    said.value = { text: refusal ?? locking.chosen, done: refusal === null };
    if (refusal === null) form.reset();
  };

  return (
    <form class={styles.form} onSubmit={submit}>
      <label for="unlock-code">{locking.code}</label>
      <div class={styles.line}>
        <input
          class={styles.field}
          id="unlock-code"
          name="code"
          type="password"
          inputMode="numeric"
          pattern="[0-9]{4,12}"
          title={locking.digits}
          minLength={4}
          maxLength={12}
          required
          autocomplete="off"
          aria-describedby="unlock-code-detail"
        />
        <Button type="submit">{locking.choose}</Button>
      </div>
      <p class={styles.hint} id="unlock-code-detail">
        {locking.codeDetail}
      </p>
      <p class={said.value?.done ? "" : styles.problem} role="status">
        {said.value?.text}
      </p>
    </form>
  );
}
