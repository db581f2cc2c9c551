import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { telling } from "../../fr.telling";
import type { NoticePreferences, Notify } from "../../protocol";
import { preferences, readNoticesAgain, savePreferences } from "../../store/notifying";
import { sounds, tone } from "../../store/sound";
import { Button } from "../../ui/Button/Button";
import styles from "./Preferences.module.css";
import { Quiet } from "./Quiet";
import { Switch } from "./Switch";

const { preferences: words } = telling;
const LEVELS: Notify["level"][] = ["all", "mentions", "none"];

/** What tells me, everywhere but where a conversation has its own bell. Each change is kept at once. */
export function Preferences() {
  const problem = useSignal<string | null>(null);
  const mine = preferences.value;
  useEffect(() => void readNoticesAgain(), []);
  const save = async (change: Partial<NoticePreferences>) => {
    problem.value = await savePreferences(change);
  };
  return (
    <section class={styles.section} aria-labelledby="what-tells-me">
      <h2 id="what-tells-me">{words.title}</h2>
      {mine === undefined && <p role="status">{words.loading}</p>}
      {mine && (
        <>
          <LevelField title={words.conversations} detail={words.conversationsDetail} level={mine.conversations} choose={(conversations) => save({ conversations })} />
          <LevelField title={words.group} detail={words.groupDetail} level={mine.large_groups} choose={(large_groups) => save({ large_groups })} />
          <p class={styles.always}>{words.urgent}</p>
          <Quiet quiet={mine.quiet} save={(change) => save({ quiet: { ...currentQuiet(), ...change } })} />
          <Switch title={words.sender} detail={words.senderDetail} on={mine.show_sender} turn={(show_sender) => void save({ show_sender })} />
        </>
      )}
      <Sound />
      <p class={styles.problem} role="alert">
        {problem.value}
      </p>
    </section>
  );
}

/** As it is by now: two changes may follow each other before anything is drawn. */
function currentQuiet(): NoticePreferences["quiet"] {
  return (preferences.peek() as NoticePreferences).quiet;
}

type LevelProps = { title: string; detail: string; level: Notify["level"]; choose: (level: Notify["level"]) => void };

function LevelField({ title, detail, level, choose }: LevelProps) {
  return (
    <fieldset class={styles.levels}>
      <legend>
        {title}
        <span>{detail}</span>
      </legend>
      {LEVELS.map((one) => (
        <label key={one}>
          <input type="radio" name={title} checked={level === one} onChange={() => choose(one)} />
          {words.levels[one]}
        </label>
      ))}
    </fieldset>
  );
}

/** Of this machine, whoever uses it. */
function Sound() {
  return (
    <Switch title={words.sound} detail={words.soundDetail} on={sounds.value} turn={(on) => (sounds.value = on)}>
      <Button look="link" onClick={() => void tone()} disabled={!sounds.value}>
        {words.tryIt}
      </Button>
    </Switch>
  );
}
