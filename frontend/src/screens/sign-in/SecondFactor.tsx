import { useSignal } from "@preact/signals";
import { Fingerprint } from "lucide-preact";
import { door } from "../../fr.door";
import type { Halfway } from "../../protocol";
import { passkeysWork } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import { CodeForm } from "./CodeForm";
import styles from "./SignIn.module.css";

type Props = { half: Halfway; byPasskey: () => void; byCode: (by: "code" | "recovery", code: string) => void; busy: boolean };

/** Whatever of one's factors is at hand. Paper comes last, and is not shown first by mistake. */
export function SecondFactor({ half, byPasskey, byCode, busy }: Props) {
  const onPaper = useSignal(false);
  const { factors } = half;
  return (
    <>
      {factors.includes("passkey") && passkeysWork() && !onPaper.value && (
        <Button look="main" wide disabled={busy} onClick={byPasskey}>
          <Fingerprint />
          {door.second.byPasskey}
        </Button>
      )}
      {onPaper.value ? (
        <CodeForm key="recovery" by="recovery" busy={busy} give={(code) => byCode("recovery", code)} />
      ) : (
        factors.includes("code") && <CodeForm key="code" by="code" busy={busy} give={(code) => byCode("code", code)} />
      )}
      {factors.includes("recovery") && (
        <p class={styles.other}>
          <Button look="link" onClick={() => (onPaper.value = !onPaper.value)}>
            {onPaper.value ? door.second.toOther : door.second.toRecovery}
          </Button>
        </p>
      )}
      <p class={styles.hint}>{door.second.lost}</p>
    </>
  );
}
