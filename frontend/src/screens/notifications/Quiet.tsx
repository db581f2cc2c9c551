import { useSignal } from "@preact/signals";
import { telling } from "../../fr.telling";
import type { NoticePreferences } from "../../protocol";
import styles from "./Preferences.module.css";
import { Switch } from "./Switch";
import { quietWords } from "./quietWords";

type Quiet = NoticePreferences["quiet"];

/** When nothing rings. Each change is kept at once. */
export function Quiet({ quiet, save }: { quiet: Quiet; save: (change: Partial<Quiet>) => void }) {
  const on = quiet.state === "accepted";
  return (
    <>
      <Switch
        title={telling.quiet.title}
        detail={on ? telling.quiet.detailOn(quietWords(quiet)) : telling.quiet.detail}
        on={on}
        turn={(wanted) => save({ state: wanted ? "accepted" : "refused" })}
      />
      {on && (
        <div class={styles.hours} role="group" aria-label={telling.quiet.title}>
          <Hour label={telling.quiet.from} value={quiet.starts} change={(starts) => save({ starts })} />
          <Hour label={telling.quiet.to} value={quiet.ends} change={(ends) => save({ ends })} />
          <label class={styles.days}>
            <input type="checkbox" checked={quiet.weekends} onChange={(event) => save({ weekends: event.currentTarget.checked })} />
            {telling.quiet.weekends}
          </label>
        </div>
      )}
    </>
  );
}

/** Kept when one leaves the field: an hour half typed is none, and no answer of the server takes its place. */
function Hour({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  const typed = useSignal<string | null>(null);
  return (
    <label>
      {label}
      <input
        type="time"
        required
        value={typed.value ?? value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
        onBlur={() => {
          if (typed.value && typed.value !== value) change(typed.value);
          typed.value = null;
        }}
      />
    </label>
  );
}
