import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { activities as words } from "../../fr.activities";
import type { MyActivity } from "../../protocol";
import { actAs, myActivities } from "../../store/activities";
import { back } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import { say } from "../notices";
import styles from "./ActivitySheet.module.css";

/** Opens by itself for who has just been identified and has several. Closed: the last chosen stays. */
export function ActivitySheet() {
  const found = useSignal<MyActivity[] | "failed" | null>(null);
  useEffect(() => {
    myActivities().then(
      (got) => (found.value = got),
      () => (found.value = "failed"),
    );
  }, []);
  return (
    <Sheet title={words.title} closeLabel={fr.close} onClose={back}>
      <Said found={found.value} />
    </Sheet>
  );
}

function Said({ found }: { found: MyActivity[] | "failed" | null }) {
  if (found === null) return <p class={styles.note}>{words.loading}</p>;
  if (found === "failed") {
    return (
      <p class={styles.note} role="alert">
        {words.failed}
      </p>
    );
  }
  return found.length === 0 ? <p class={styles.note}>{words.none}</p> : <Choice among={found} />;
}

function Choice({ among }: { among: MyActivity[] }) {
  const chosen = useSignal(among.find((one) => one.chosen)?.id ?? among[0]?.id ?? "");
  const busy = useSignal(false);
  const choose = async (event: SubmitEvent) => {
    event.preventDefault();
    busy.value = true;
    await actAs(chosen.value).then(back, (no: Error) => say(no.message));
    busy.value = false;
  };
  return (
    <form class={styles.form} onSubmit={choose}>
      <fieldset>
        <legend>{words.legend}</legend>
        <p>{words.detail}</p>
        {among.map((one) => (
          <label key={one.id}>
            <input
              type="radio"
              name="activity"
              checked={chosen.value === one.id}
              onChange={() => (chosen.value = one.id)}
            />
            <span>
              <b>{one.structure || words.alone}</b>
              <span>{[one.profession, one.town].filter(Boolean).join(", ")}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Button look="main" wide type="submit" disabled={busy.value}>
        {words.go}
      </Button>
    </form>
  );
}
