import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Fingerprint } from "lucide-preact";
import { door } from "../../fr.door";
import { later } from "../../fr.later";
import { type Offered, waysIn } from "../../store/identifying";
import { busy, goTo, passkeysWork, signIn, signInByPasskey } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import { DemoPeople } from "./DemoPeople";
import { Field, PasswordField, Problem, submitted } from "./parts";
import { Providers } from "./Providers";
import { Shared } from "./Shared";
import styles from "./SignIn.module.css";

export function PasswordStep() {
  const offered = useSignal<Offered | null>(null);
  useEffect(() => void waysIn((found) => (offered.value = found)), []);
  // Once it is known what stands above the form: nothing moves under a hand that types.
  return offered.value && <Enter offered={offered.value} />;
}

function Enter({ offered }: { offered: Offered }) {
  const shared = useSignal(false);
  const elsewhere = offered.length > 0;
  const submit = submitted((of) => void signIn({ username: of("username"), password: of("password"), shared: shared.value }));
  return (
    <>
      <form class={styles.form} onSubmit={submit}>
        <h1>{later.signIn.title}</h1>
        <Problem />
        {elsewhere && <Shared on={shared.value} set={(on) => (shared.value = on)} />}
        {elsewhere && <Providers offered={offered} shared={shared.value} />}
        <Field label={later.signIn.username} name="username" maxLength={80} autocomplete="username" autofocus={!elsewhere} />
        <PasswordField label={later.signIn.password} autocomplete="current-password" />
        {!elsewhere && <Shared on={shared.value} set={(on) => (shared.value = on)} />}
        <Button {...(elsewhere ? {} : { look: "main" as const })} wide type="submit" disabled={busy.value}>
          {later.signIn.submit}
        </Button>
        {passkeysWork() && (
          <Button wide disabled={busy.value} onClick={() => void signInByPasskey(shared.value)}>
            <Fingerprint />
            {door.orPasskey}
          </Button>
        )}
        <p class={styles.other}>
          <Button look="link" onClick={() => goTo({ at: "forgotten", sent: false })}>
            {door.forgot}
          </Button>
        </p>
      </form>
      <DemoPeople shared={shared.value} />
    </>
  );
}
