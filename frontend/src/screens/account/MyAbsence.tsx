import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { account } from "../../fr.account";
import type { Absence } from "../../protocol";
import { endAbsence, loadAbsence, myAbsence, sayAbsence } from "../../store/absence";
import { Button } from "../../ui/Button/Button";
import { picking } from "../starting/picking";
import styles from "./account.module.css";
import { StandIn } from "./StandIn";

const { absence: words } = account;

/** Said once, told to whoever would write. */
export function MyAbsence() {
  const said = useSignal<{ text: string; done: boolean } | null>(null);
  useEffect(() => void loadAbsence(), []);
  const absence = myAbsence.value;
  const say = (refusal: string | null, done: string) => {
    said.value = { text: refusal ?? done, done: refusal === null };
  };

  return (
    <section class={styles.section} aria-labelledby="absence">
      <h3 id="absence">{words.title}</h3>
      <p class={styles.hint}>{words.detail}</p>
      {absence !== undefined && <Form key={absence?.until_on ?? ""} absence={absence} told={(refusal) => say(refusal, words.saved)} />}
      {absence && (
        <Button wide onClick={async () => say(await endAbsence(), words.ended)}>
          {words.end}
        </Button>
      )}
      <p class={said.value?.done === false ? styles.problem : ""} role="status">
        {said.value?.text}
      </p>
    </section>
  );
}

function Form({ absence, told }: { absence: Absence | null; told: (refusal: string | null) => void }) {
  const standIn = useMemo(() => {
    const one = picking({ most: 1 });
    if (absence?.stand_in) one.toggle(absence.stand_in);
    return one;
  }, []);
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    told(await sayAbsence(String(given.get("from")), String(given.get("until")), standIn.chosen.value[0]?.id ?? null));
  };

  return (
    <form class={styles.form} onSubmit={submit}>
      <div class={styles.line}>
        <Day name="from" label={words.from} value={absence?.from_on} />
        <Day name="until" label={words.until} value={absence?.until_on} />
      </div>
      <StandIn standIn={standIn} />
      <Button type="submit" wide>
        {words.save}
      </Button>
    </form>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <label class={styles.day}>
      {label}
      <input class={styles.field} type="date" name={name} defaultValue={value} required />
    </label>
  );
}
