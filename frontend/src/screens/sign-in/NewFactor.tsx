import { Fingerprint, Smartphone } from "lucide-preact";
import { door } from "../../fr.door";
import { passkeysWork } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import styles from "./SignIn.module.css";

type Props = { busy: boolean; passkey: () => void; app: () => void };

/** The two there are, each with what it is good for. */
export function NewFactor({ busy, passkey, app }: Props) {
  const words = door.enrolment;
  return (
    <>
      {passkeysWork() && (
        <section class={styles.choice}>
          <h2>{words.passkey}</h2>
          <p>{words.passkeyDetail}</p>
          <p class={styles.hint}>{words.notShared}</p>
          <Button look="main" wide disabled={busy} onClick={passkey}>
            <Fingerprint />
            {words.passkeyDo}
          </Button>
        </section>
      )}
      <section class={styles.choice}>
        <h2>{words.app}</h2>
        <p>{words.appDetail}</p>
        <Button wide disabled={busy} onClick={app}>
          <Smartphone />
          {words.appDo}
        </Button>
      </section>
    </>
  );
}
