import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { later } from "../../fr.later";
import type { Person } from "../../protocol";
import { widen } from "../../store/members";
import { Button } from "../../ui/Button/Button";
import { fullName } from "../people";
import { given, giving } from "./historyGiven";
import { HistoryChoice } from "./HistoryChoice";
import styles from "./members.module.css";

/** More of the history, for one who came later. */
export function Widen({ conversation, person, onDone }: { conversation: string; person: Person; onDone: () => void }) {
  const history = useMemo(startingWithAll, []);
  const problem = useSignal<string | null>(null);
  const go = async () => {
    const more = given(history);
    problem.value = more ? await widen(conversation, person.id, more) : later.adding.needDate;
    if (problem.value === null) onDone();
  };
  return (
    <div class={styles.form}>
      <HistoryChoice conversation={conversation} giving={history} legend={`${later.widening.open}\u00a0: ${fullName(person)}`} now={false} />
      <p class={styles.hint}>{later.widening.detail}</p>
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <Button look="main" wide onClick={() => void go()}>
        {later.widening.yes}
      </Button>
    </div>
  );
}

function startingWithAll() {
  const history = giving();
  history.give.value = "all";
  return history;
}
