import { useEffect } from "preact/hooks";
import { BellRing, MoonStar } from "lucide-preact";
import { telling } from "../../fr.telling";
import { preferences, readNotices, savePreferences } from "../../store/notifying";
import { push } from "../../store/push";
import { go } from "../../store/route";
import { dismissed, dismissTrouble, troubleIn } from "../../store/trouble";
import { Button } from "../../ui/Button/Button";
import { say, sayIfRefused } from "../notices";
import styles from "./Calm.module.css";
import { quietWords } from "./quietWords";

/** One card at a time, over the foot of the list: what is wrong first, then what is offered at first start. */
export function Calm() {
  useEffect(() => void readNotices(), []);
  const trouble = push.value && !dismissed.value ? troubleIn(push.value, permission()) : null;
  if (trouble) return <Trouble title={trouble.here ? telling.trouble.here : telling.trouble.other(trouble.name)} />;
  return preferences.value?.quiet.state === "not_asked" ? <Offer quiet={preferences.value.quiet} /> : null;
}

function Trouble({ title }: { title: string }) {
  return (
    <aside class={styles.card} aria-label={title}>
      <BellRing />
      <div>
        <b>{title}</b>
        <p>{telling.trouble.detail}</p>
      </div>
      <p class={styles.answers}>
        <Button look="main" onClick={() => go({ sheet: "notifications" })}>
          {telling.trouble.check}
        </Button>
        <Button onClick={dismissTrouble}>{telling.trouble.later}</Button>
      </p>
    </aside>
  );
}

type Hours = NonNullable<typeof preferences.value>["quiet"];

function Offer({ quiet }: { quiet: Hours }) {
  const answer = async (state: Hours["state"], words: string) => {
    if (await sayIfRefused(savePreferences({ quiet: { ...quiet, state } }))) say(words);
  };
  const adjust = async () => {
    if (await sayIfRefused(savePreferences({ quiet: { ...quiet, state: "accepted" } }))) go({ sheet: "notifications" });
  };
  return (
    <aside class={styles.card} aria-label={telling.offer.title}>
      <MoonStar />
      <div>
        <b>{telling.offer.title}</b>
        <p>{telling.offer.question(quietWords(quiet))}</p>
      </div>
      <p class={styles.answers}>
        <Button look="main" onClick={() => void answer("accepted", telling.offer.accepted)}>
          {telling.offer.yes}
        </Button>
        <Button onClick={() => void adjust()}>{telling.offer.adjust}</Button>
        <Button onClick={() => void answer("refused", telling.offer.refused)}>{telling.offer.no}</Button>
      </p>
    </aside>
  );
}

function permission(): NotificationPermission {
  return "Notification" in window ? Notification.permission : "denied";
}
