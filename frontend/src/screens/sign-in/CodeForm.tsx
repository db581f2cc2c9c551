import { useEffect, useRef } from "preact/hooks";
import { door } from "../../fr.door";
import { Button } from "../../ui/Button/Button";
import { Field, submitted } from "./parts";
import styles from "./SignIn.module.css";

type Props = { by: "code" | "recovery"; busy: boolean; give: (code: string) => void; label?: string; hint?: string };

export function CodeForm({ by, busy, give, label = door.second[by], hint = door.second[`${by}Hint`] }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const digits = by === "code" && { inputMode: "numeric" as const, pattern: "\\s*(\\d\\s*){6}" };
  return (
    <form ref={form} class={styles.code} onSubmit={submitted((of) => give(of("code")))}>
      <Field label={label} hint={hint} name="code" maxLength={40} autocomplete="one-time-code" {...digits} />
      <Button look="main" wide type="submit" disabled={busy}>
        {door.next}
      </Button>
    </form>
  );
}
