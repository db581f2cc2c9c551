/** What the steps of the door are made of. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { later } from "../../fr.later";
import { problem } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import styles from "./SignIn.module.css";

/** Takes the focus when it appears: who does not see the page is told where they have come to. */
export function Title({ children }: { children: ComponentChildren }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 ref={title} tabIndex={-1}>
      {children}
    </h1>
  );
}

export function Problem() {
  if (!problem.value) return null;
  return (
    <p class={styles.problem} role="alert">
      {problem.value}
    </p>
  );
}

type FieldProps = JSX.IntrinsicElements["input"] & { label: string; hint?: string };

export function Field({ label, hint, ...rest }: FieldProps) {
  return (
    <label class={styles.label}>
      {label}
      <input class={styles.field} required autocapitalize="none" spellcheck={false} {...rest} />
      {hint && <span class={styles.hint}>{hint}</span>}
    </label>
  );
}

type PasswordProps = { label: string; autocomplete: "current-password" | "new-password"; hint?: string };

export function PasswordField({ label, autocomplete, hint }: PasswordProps) {
  const shown = useSignal(false);
  return (
    <div>
      <div class={styles.above}>
        <label class={styles.label} for="password">
          {label}
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
        autocomplete={autocomplete}
        spellcheck={false}
        aria-describedby={hint && "password-hint"}
      />
      {hint && (
        <p class={styles.hint} id="password-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

type Submit = SubmitEvent & { currentTarget: HTMLFormElement };

/** A form's answers, by the names of its fields; nothing is sent anywhere by the browser itself. */
export function submitted(use: (of: (name: string) => string) => void) {
  return (event: Submit) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    use((name) => String(given.get(name) ?? ""));
  };
}
