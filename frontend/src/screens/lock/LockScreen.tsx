import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { account } from "../../fr.account";
import type { LockedScreen as Locked } from "../../protocol";
import { leaveToProveIt, lockedScreen, passkeysWork, tellLocked, unlockByPasskey, unlockScreen } from "../../store/locking";
import { Brand } from "../../ui/Brand/Brand";
import { Button } from "../../ui/Button/Button";
import { Face } from "../../ui/Face/Face";
import { fullName, initials } from "../people";
import { GivingUp } from "./GivingUp";
import styles from "./LockScreen.module.css";
import { offerAfterReturn } from "./offerCode";

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
      <Ways screen={screen} />
    </>
  );
}

function Ways({ screen }: { screen: Locked }) {
  const { code, password, provider, proved, refused } = screen;
  const problem = useSignal(refused?.message ?? null);
  const passkey = screen.passkey && passkeysWork();
  const some = code || password || passkey || provider;
  useEffect(() => {
    if (proved) void comeBack(screen).then((refusal) => (problem.value = refusal));
  }, []);
  if (proved && problem.value === null) return <p role="status">{lock.proved}</p>;
  return (
    <>
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      {(code || password) && <BySecret screen={screen} tell={(refusal) => (problem.value = refusal)} />}
      {passkey && <Otherwise label={lock.passkey} act={unlockByPasskey} tell={(refusal) => (problem.value = refusal)} />}
      {provider && (
        <Otherwise label={lock.provider(provider.name)} act={leaveToProveIt} tell={(refusal) => (problem.value = refusal)} />
      )}
      {!some && <p>{lock.noWay}</p>}
      <GivingUp only={!some} />
    </>
  );
}

/** They have just shown who they are: a code would have been quicker. */
async function comeBack({ code }: Locked): Promise<string | null> {
  const refusal = await unlockScreen({ by: "provider" });
  if (refusal === null && !code) offerAfterReturn();
  return refusal;
}

type Tell = (refusal: string | null) => void;

function Otherwise({ label, act, tell }: { label: string; act: () => Promise<string | null>; tell: Tell }) {
  const busy = useSignal(false);
  const go = async () => {
    busy.value = true;
    tell(null);
    tell(await act());
    busy.value = false;
  };
  return (
    <Button wide disabled={busy.value} onClick={() => void go()}>
      {label}
    </Button>
  );
}

function BySecret({ screen, tell }: { screen: Locked; tell: Tell }) {
  const by = useSignal<"code" | "password">(screen.code ? "code" : "password");
  const busy = useSignal(false);
  const other = by.value === "code" ? "password" : "code";

  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    busy.value = true;
    tell(await unlockScreen({ by: by.value, secret: String(new FormData(form).get("secret")) }));
    busy.value = false;
    form.reset();
    form.querySelector("input")?.focus();
  };

  return (
    <form class={styles.form} onSubmit={submit}>
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
