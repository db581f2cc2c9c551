import { telling } from "../../fr.telling";
import type { NoticePreferences } from "../../protocol";
import styles from "./Preferences.module.css";
import { Switch } from "./Switch";
import { quietWords } from "./quietWords";

type Quiet = NoticePreferences["quiet"];

/** When nothing rings. Each change is kept at once. */
export function Quiet({ quiet, save }: { quiet: Quiet; save: (quiet: Quiet) => void }) {
  const on = quiet.state === "accepted";
  return (
    <>
      <Switch
        title={telling.quiet.title}
        detail={on ? telling.quiet.detailOn(quietWords(quiet)) : telling.quiet.detail}
        on={on}
        turn={(wanted) => save({ ...quiet, state: wanted ? "accepted" : "refused" })}
      />
      {on && (
        <div class={styles.hours} role="group" aria-label={telling.quiet.title}>
          <Hour label={telling.quiet.from} value={quiet.starts} change={(starts) => save({ ...quiet, starts })} />
          <Hour label={telling.quiet.to} value={quiet.ends} change={(ends) => save({ ...quiet, ends })} />
          <label class={styles.days}>
            <input type="checkbox" checked={quiet.weekends} onChange={(event) => save({ ...quiet, weekends: event.currentTarget.checked })} />
            {telling.quiet.weekends}
          </label>
        </div>
      )}
    </>
  );
}

/** Kept when one leaves the field: an hour half typed is none. */
function Hour({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  return (
    <label>
      {label}
      <input
        type="time"
        required
        value={value}
        onBlur={(event) => {
          const typed = event.currentTarget.value;
          if (typed && typed !== value) change(typed);
        }}
      />
    </label>
  );
}
