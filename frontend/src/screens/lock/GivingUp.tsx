import { useSignal } from "@preact/signals";
import { LogOut } from "lucide-preact";
import { account } from "../../fr.account";
import { unsentHere } from "../../store/locking";
import { signOut } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import styles from "./LockScreen.module.css";

const { lock } = account;

/** For the next person: what it would efface is said first. `only`: there is no other way. */
export function GivingUp({ only }: { only: boolean }) {
  const unsent = useSignal<number | null>(null);
  if (unsent.value === null) {
    return (
      <Button look={only ? "plain" : "link"} wide={only} onClick={async () => (unsent.value = await unsentHere())}>
        {only ? lock.leave : lock.change}
      </Button>
    );
  }
  return (
    <div class={styles.warned} role="alert">
      <p>{unsent.value > 0 ? lock.unsent(unsent.value) : lock.drafts}</p>
      <Button wide onClick={() => void signOut()}>
        <LogOut />
        {lock.leave}
      </Button>
      <Button wide onClick={() => (unsent.value = null)}>
        {lock.stay}
      </Button>
    </div>
  );
}
