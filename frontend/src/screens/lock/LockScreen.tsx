import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { account } from "../../fr.account";
import type { LockedScreen as Locked } from "../../protocol";
import { lockedScreen, tellLocked, unlockScreen } from "../../store/locking";
import { Brand } from "../../ui/Brand/Brand";
import { Button } from "../../ui/Button/Button";
import { Face } from "../../ui/Face/Face";
import { fullName, initials } from "../people";
import { GivingUp } from "./GivingUp";
import styles from "./LockScreen.module.css";

const { lock } = account;

/** Nothing of what was on the screen; whose session it is, and the way back. */
export function LockScreen() {
  useEffect(tellLocked, []);
  useEffect(() => {
    document.title = fr.app;
  }, []);
  const screen = lockedScreen.value;

  return (
    <main class={styles.gate}>
      <div class={styles.card}>
        <Brand name={fr.app} />
        <h1>{lock.title}</h1>
        {screen ? <Whose screen={screen} /> : <p role="status">{lock.waiting}</p>}
      </div>
      <p class={styles.warning}>{lock.warning}</p>
    </main>
  );
}

function Whose({ screen }: { screen: Locked }) {
  const { person } = screen;
  return (
    <>
      <p class={styles.person}>
        <Face letters={initials(person)} />
        <span>
          <b>{lock.whose(fullName(person))}</b>
          <span>{person.profession}</span>
        </span>
      </p>
      {screen.code || screen.password ? <Unlocking screen={screen} /> : <p>{lock.noWay}</p>}
      <GivingUp only={!screen.code && !screen.password} />
    </>
  );
}

function Unlocking({ screen }: { screen: Locked }) {
  const by = useSignal<"code" | "password">(screen.code ? "code" : "password");
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const other = by.value === "code" ? "password" : "code";

  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    busy.value = true;
    problem.value = await unlockScreen(by.value, String(new FormData(form).get("secret")));
    busy.value = false;
    form.reset();
    form.querySelector("input")?.focus();
  };

  return (
    <form class={styles.form} onSubmit={submit}>
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <label class={styles.label}>
        {lock[by.value]}
        <input
          key={by.value}
          class={styles.field}
          name="secret"
          type="password"
          inputMode={by.value === "code" ? "numeric" : "text"}
          required
          maxLength={by.value === "code" ? 12 : 200}
          autocomplete={by.value === "code" ? "off" : "current-password"}
          spellcheck={false}
          autofocus
        />
      </label>
      <Button look="main" wide type="submit" disabled={busy.value}>
        {lock.unlock}
      </Button>
      {screen[other] && (
        <Button look="link" onClick={() => (by.value = other)}>
          {other === "password" ? lock.byPassword : lock.byCode}
        </Button>
      )}
    </form>
  );
}
