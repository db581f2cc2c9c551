import { useSignal } from "@preact/signals";
import { duties as words } from "../../fr.duties";
import type { Duty } from "../../protocol";
import { handOver } from "../../store/duties";
import { go } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { spaced } from "../directory/phone";
import { say } from "../notices";
import { fullName, listed, lowered } from "../people";
import styles from "./Duties.module.css";

type Props = { duty: Duty; others: string[]; onCancel: () => void };

/** To whom: a colleague who may hold it, or nobody. Where others hold it too, one simply leaves. */
export function HandingOver({ duty, others, onCancel }: Props) {
  const { role, holders, on_duty, urgent } = duty;
  const free = holders.filter(({ id }) => !on_duty.some((one) => one.id === id));
  const to = useSignal<string | null>(others.length > 0 ? null : (free[0]?.id ?? null));
  const busy = useSignal(false);
  const hand = async (event: SubmitEvent) => {
    event.preventDefault();
    busy.value = true;
    await handOver(role.id, to.value).then(
      () => go({ filter: "inbox", conversation: null, sheet: null }, "replace"),
      (no: Error) => say(no.message),
    );
    busy.value = false;
  };
  const alone = to.value === null && others.length === 0;
  return (
    <form class={styles.handing} onSubmit={hand}>
      <fieldset>
        <legend>{words.handing.to}</legend>
        <p class={styles.soft}>{words.handing.detail}</p>
        {free.map((one) => (
          <label key={one.id}>
            <input type="radio" name={`to-${role.id}`} checked={to.value === one.id} onChange={() => (to.value = one.id)} />
            <span>
              <b>{fullName(one)}</b>
              <span>{lowered(one.profession)}</span>
            </span>
          </label>
        ))}
        <label>
          <input type="radio" name={`to-${role.id}`} checked={to.value === null} onChange={() => (to.value = null)} />
          <span>
            <b>{others.length > 0 ? words.handing.leave : words.handing.nobody}</b>
            <span>{others.length > 0 ? words.handing.stay(listed(others)) : words.handing.nobodyDetail(spaced(duty.phone))}</span>
          </span>
        </label>
      </fieldset>
      {alone && urgent > 0 && (
        <p class={styles.warning} role="alert">
          {words.handing.urgent}
        </p>
      )}
      <div class={styles.acts}>
        <Button look="main" type="submit" disabled={busy.value}>
          {words.handing.yes}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
