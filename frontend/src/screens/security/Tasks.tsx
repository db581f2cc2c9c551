/** What is done to how one signs in, each in the place of the list until it is done. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Fingerprint } from "lucide-preact";
import { door } from "../../fr.door";
import { security as words } from "../../fr.security";
import type { CodeAppSetUp, Halfway } from "../../protocol";
import { addApp, addPasskey, backToList, busy, changePassword, confirmByCode, confirmByPasskey, type Wish } from "../../store/security";
import { Button } from "../../ui/Button/Button";
import { AppSetUp } from "../sign-in/AppSetUp";
import { Field, PasswordField, submitted } from "../sign-in/parts";
import { RecoveryCodes } from "../sign-in/RecoveryCodes";
import { SecondFactor } from "../sign-in/SecondFactor";
import styles from "./Security.module.css";

/** Takes the focus: what was pressed to get here has gone. */
function Part({ title, back = words.back, children }: { title: string; back?: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class={styles.task}>
      <h4 ref={heading} tabIndex={-1}>
        {title}
      </h4>
      {children}
      <Button wide onClick={backToList}>
        {back}
      </Button>
    </div>
  );
}

export function Confirm({ half, then }: { half: Halfway; then: Wish }) {
  return (
    <Part title={words.confirm}>
      <p>{words.confirmWhy}</p>
      <SecondFactor
        half={half}
        busy={busy.value}
        byPasskey={() => void confirmByPasskey(half, then)}
        byCode={(by, code) => void confirmByCode(half, then, by, code)}
      />
    </Part>
  );
}

export function PasskeyTask() {
  return (
    <Part title={words.addPasskey}>
      <p>{door.enrolment.passkeyDetail}</p>
      <p>{door.enrolment.notShared}</p>
      <Button look="main" wide disabled={busy.value} onClick={() => void addPasskey()}>
        <Fingerprint />
        {words.makeHere}
      </Button>
    </Part>
  );
}

export function AppTask({ app }: { app: CodeAppSetUp }) {
  return (
    <Part title={words.setUpApp}>
      <AppSetUp app={app} busy={busy.value} give={(code) => void addApp(code)} />
    </Part>
  );
}

export function CodesTask({ codes }: { codes: string[] }) {
  return (
    <Part title={door.codes.title} back={words.done}>
      <p>{words.renewed}</p>
      <RecoveryCodes codes={codes} />
    </Part>
  );
}

export function PasswordTask({ username }: { username: string }) {
  return (
    <Part title={words.changePassword}>
      <p>{words.closesOthers}</p>
      <form class={styles.task} onSubmit={submitted((of) => void changePassword(of("password")))}>
        <Field label={door.link.username} name="username" value={username} readOnly autocomplete="username" />
        <PasswordField label={door.link.password} autocomplete="new-password" hint={door.link.rule} />
        <Button look="main" wide type="submit" disabled={busy.value}>
          {words.savePassword}
        </Button>
      </form>
    </Part>
  );
}
