import type { ComponentChildren } from "preact";
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Bell, BellRing, type LucideIcon, MoonStar } from "lucide-preact";
import { telling } from "../../fr.telling";
import { preferences, readNotices, savePreferences } from "../../store/notifying";
import { push } from "../../store/push";
import { go } from "../../store/route";
import { dismissed, dismissTrouble, troubleIn } from "../../store/trouble";
import { Button } from "../../ui/Button/Button";
import { notice, say, sayIfRefused } from "../notices";
import styles from "./Calm.module.css";
import { offerAnswered, offered } from "./offering";
import { quietWords } from "./quietWords";

/** One card at a time, at the foot of the list: what is wrong first, then what is offered at first start. */
export function Calm() {
  const answering = useSignal(false);
  useEffect(() => void readNotices(), []);
  const trouble = push.value && !dismissed.value ? troubleIn(push.value, permission()) : null;
  if (trouble) return <Trouble title={trouble.here ? telling.trouble.here : telling.trouble.other(trouble.name)} />;
  if (preferences.value?.quiet.state === "not_asked") return <QuietHours quiet={preferences.value.quiet} answering={answering} />;
  return preferences.value && offered.value && !answering.value ? <ThisDevice /> : null;
}

function Trouble({ title }: { title: string }) {
  return (
    <Card icon={BellRing} title={title} text={telling.trouble.detail}>
      <Button look="main" onClick={openSettings}>
        {telling.trouble.check}
      </Button>
      <Button onClick={dismissTrouble}>{telling.trouble.later}</Button>
    </Card>
  );
}

type Hours = NonNullable<typeof preferences.value>["quiet"];

/** `answering`: until it is said that the answer is kept, nothing else is asked. */
function QuietHours({ quiet, answering }: { quiet: Hours; answering: Signal<boolean> }) {
  const answer = async (state: Hours["state"], words: string) => {
    answering.value = true;
    try {
      if (await sayIfRefused(savePreferences({ quiet: { ...quiet, state } }))) say(words);
    } finally {
      answering.value = false;
    }
  };
  const adjust = async () => {
    if (await sayIfRefused(savePreferences({ quiet: { ...quiet, state: "accepted" } }))) openSettings();
  };
  return (
    <Card icon={MoonStar} title={telling.offer.title} text={telling.offer.question(quietWords(quiet))}>
      <Button look="main" onClick={() => void answer("accepted", telling.offer.accepted)}>
        {telling.offer.yes}
      </Button>
      <Button onClick={() => void adjust()}>{telling.offer.adjust}</Button>
      <Button onClick={() => void answer("refused", telling.offer.refused)}>{telling.offer.no}</Button>
    </Card>
  );
}

function ThisDevice() {
  return (
    <Card icon={Bell} title={telling.notified.title} text={telling.notified.detail}>
      <Button look="main" onClick={openSettings}>
        {telling.notified.yes}
      </Button>
      <Button onClick={offerAnswered}>{telling.notified.no}</Button>
    </Card>
  );
}

/** What is said in passing lies where it will stand: it waits for its turn. */
function Card({ icon: Icon, title, text, children }: { icon: LucideIcon; title: string; text: string; children: ComponentChildren }) {
  const itsTurn = useSignal(false);
  useSignalEffect(() => {
    if (!notice.value) itsTurn.value = true;
  });
  if (!itsTurn.value) return null;
  return (
    <aside data-foot class={styles.card} aria-label={title}>
      <Icon />
      <div>
        <b>{title}</b>
        <p>{text}</p>
      </div>
      <p class={styles.answers}>{children}</p>
    </aside>
  );
}

function openSettings(): void {
  go({ sheet: "notifications" });
}

function permission(): NotificationPermission {
  return "Notification" in window ? Notification.permission : "denied";
}
