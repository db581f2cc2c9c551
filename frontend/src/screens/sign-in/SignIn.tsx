import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import { type Offered, waysIn } from "../../store/identifying";
import { signIn, signInProblem } from "../../store/session";
import { Brand } from "../../ui/Brand/Brand";
import { Button } from "../../ui/Button/Button";
import { DemoPeople } from "./DemoPeople";
import { Providers } from "./Providers";
import { Shared } from "./Shared";
import styles from "./SignIn.module.css";

export function SignIn() {
  const offered = useSignal<Offered | null>(null);
  useEffect(() => void waysIn((found) => (offered.value = found)), []);

  return (
    <main class={styles.gate}>
      <section class={styles.say}>
        <Brand name={fr.app} />
        <p class={styles.promise}>{later.signIn.promise}</p>
        <p class={styles.detail}>{later.signIn.detail}</p>
      </section>
      {/* Once it is known what stands above the form: nothing moves under a hand that types. */}
      {offered.value && <Enter offered={offered.value} />}
      <p class={styles.warning}>{later.signIn.warning}</p>
    </main>
  );
}

function Enter({ offered }: { offered: Offered }) {
  const shared = useSignal(false);
  const shown = useSignal(false);
  const busy = useSignal(false);
  const elsewhere = offered.length > 0;

  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    busy.value = true;
    await signIn({
      username: String(given.get("username")),
      password: String(given.get("password")),
      shared: shared.value,
    });
    busy.value = false;
  };

  return (
    <div class={styles.enter}>
      <form class={styles.form} onSubmit={submit}>
        <h1>{later.signIn.title}</h1>
        {signInProblem.value && (
          <p class={styles.problem} role="alert">
            {signInProblem.value}
          </p>
        )}
        {elsewhere && <Shared on={shared.value} set={(on) => (shared.value = on)} />}
        {elsewhere && <Providers offered={offered} shared={shared.value} />}
        <label class={styles.label}>
          {later.signIn.username}
          <input
            class={styles.field}
            name="username"
            required
            maxLength={80}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            autofocus={!elsewhere}
          />
        </label>
        <div>
          <div class={styles.above}>
            <label class={styles.label} for="password">
              {later.signIn.password}
            </label>
            <Button
              look="link"
              aria-label={shown.value ? later.signIn.hidePassword : later.signIn.showPassword}
              onClick={() => (shown.value = !shown.value)}
            >
              {shown.value ? later.signIn.hide : later.signIn.show}
            </Button>
          </div>
          <input
            class={styles.field}
            id="password"
            name="password"
            type={shown.value ? "text" : "password"}
            required
            maxLength={200}
            autocomplete="current-password"
            spellcheck={false}
          />
        </div>
        {!elsewhere && <Shared on={shared.value} set={(on) => (shared.value = on)} />}
        <Button {...(elsewhere ? {} : { look: "main" as const })} wide type="submit" disabled={busy.value}>
          {later.signIn.submit}
        </Button>
      </form>
      <DemoPeople shared={shared.value} />
    </div>
  );
}
