import { useSignal } from "@preact/signals";
import { door } from "../../fr.door";
import type { LinkOpened } from "../../protocol";
import { busy, choosePassword, startAgain } from "../../store/door";
import { arrivedBy } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import { fullName } from "../people";
import { Field, PasswordField, Problem, submitted, Title } from "./parts";
import { Shared } from "./Shared";
import styles from "./SignIn.module.css";

/** Who was invited, or forgot their password, chooses one. It counts when the second factor does. */
export function LinkStep({ link }: { link: LinkOpened }) {
  const shared = useSignal(false);
  const invited = link.kind === "invitation";
  const submit = submitted((of) => void choosePassword(arrivedBy.value ?? "", of("password"), shared.value));
  return (
    <form class={styles.form} onSubmit={submit}>
      <Title>{invited ? door.link.invitation(fullName(link.person)) : door.link.reset}</Title>
      <p>{invited ? door.link.invited : door.link.resets}</p>
      <Problem />
      <Field label={door.link.username} name="username" value={link.username} readOnly autocomplete="username" />
      <PasswordField label={door.link.password} autocomplete="new-password" hint={door.link.rule} />
      <Shared on={shared.value} set={(on) => (shared.value = on)} />
      <Button look="main" wide type="submit" disabled={busy.value}>
        {door.next}
      </Button>
      <p class={styles.other}>
        <Button look="link" onClick={startAgain}>
          {door.again}
        </Button>
      </p>
    </form>
  );
}
