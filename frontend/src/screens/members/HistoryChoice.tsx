import { useEffect } from "preact/hooks";
import { amount } from "../../fr";
import { later } from "../../fr.later";
import { type Give, type Giving, readNumbers } from "./historyGiven";
import styles from "./members.module.css";

type Props = { conversation: string; giving: Giving; legend: string; now: boolean };

/** Each choice with what it shows, in numbers. `now`: nothing of the past may be chosen too. */
export function HistoryChoice({ conversation, giving, legend, now }: Props) {
  const { numbers, day, give } = giving;
  useEffect(() => void readNumbers(giving, conversation), [conversation, day.value]);
  const known = numbers.value;
  const all = known && known.all.from_seq > 1 ? later.adding.allOfMine : later.adding.all;
  const since = known?.since ?? null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      <Choice giving={giving} give="all" label={all} number={known ? count(known.all) : later.adding.counting} />
      <Choice giving={giving} give="since" label={later.adding.since} number={day.value && since ? count(since) : ""} />
      {give.value === "since" && <Day giving={giving} />}
      {now && <Choice giving={giving} give="now" label={later.adding.now} number={later.adding.nothing} />}
      {giving.failed.value && <p role="alert">{later.adding.countFailed}</p>}
    </fieldset>
  );
}

function count({ messages, files }: { messages: number; files: number }): string {
  return messages > 0 ? amount(messages, files) : later.adding.nothing;
}

function Choice({ giving, give, label, number }: { giving: Giving; give: Give; label: string; number: string }) {
  return (
    <label class={styles.choice}>
      <input type="radio" name="history" checked={giving.give.value === give} onChange={() => (giving.give.value = give)} />
      <b>{label}</b>
      {number && <span>({number})</span>}
    </label>
  );
}

function Day({ giving }: { giving: Giving }) {
  const today = new Date();
  const most = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  return (
    <label class={styles.label}>
      {later.adding.from}
      <input
        type="date"
        class={styles.field}
        max={most}
        value={giving.day.value}
        onInput={(event) => (giving.day.value = event.currentTarget.value)}
      />
    </label>
  );
}
