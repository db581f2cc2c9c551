import { useSignal } from "@preact/signals";
import { Mail, Send, X } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Person } from "../../protocol";
import { back, hrefOf } from "../../store/route";
import { start } from "../../store/starting";
import { Button, buttonClass, IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { Sheet } from "../../ui/Sheet/Sheet";
import { TEXT_MAX } from "../thread/Composer";
import { NetworkLine } from "../thread/NetworkLine";
import { type Doubt, OtherPatientQuestion, questionBefore } from "../thread/OtherPatientQuestion";
import { Chips } from "./Chips";
import { about, chosen, composing, firstMessage, forgetComposing, subject } from "./composing";
import { Details } from "./Details";
import styles from "./NewConversation.module.css";
import { PeoplePicker } from "./PeoplePicker";

/** Who first, then about what; on a phone, one after the other. */
export function NewConversation({ me }: { me: Person }) {
  const phone = layout.value === "phone";
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const details = useSignal(false);
  const doubt = useSignal<Doubt | null>(null);

  const check = async () => {
    if (chosen.value.length === 0) {
      problem.value = later.starting.needOne;
      return;
    }
    const over = [...firstMessage.value].length - TEXT_MAX;
    if (over > 0) {
      problem.value = `${fr.composer.tooLong(over)}.`;
      return;
    }
    doubt.value = questionBefore({ patient: about.value?.shown ?? null }, firstMessage.value);
    if (doubt.value === null) await begin();
  };
  const begin = async () => {
    doubt.value = null;
    busy.value = true;
    problem.value = await start(
      chosen.value.map(({ id }) => id),
      subject.value,
      firstMessage.value,
      about.value?.which,
    );
    busy.value = false;
    if (problem.value === null) forgetComposing();
  };
  const form = (
    <Details me={me} problem={problem.value}>
      {phone && <Begin busy={busy.value} begin={check} wide />}
    </Details>
  );

  return (
    <main class={styles.page} aria-label={later.starting.title}>
      <header class={styles.head}>
        {phone && (
          <IconButton label={fr.cancel} onClick={back}>
            <X />
          </IconButton>
        )}
        <h1>{later.starting.title}</h1>
        <a class={buttonClass("plain")} href={hrefOf({ writing: "" })}>
          <Mail />
          {fr.shell.letter}
        </a>
        {phone ? (
          <Button look="main" disabled={chosen.value.length === 0} onClick={() => (details.value = true)}>
            {later.starting.next}
          </Button>
        ) : (
          <>
            <Button onClick={back}>{fr.cancel}</Button>
            <Begin busy={busy.value} begin={check} />
          </>
        )}
      </header>
      <div class={styles.split}>
        <section class={styles.pick}>
          {phone && <Chips />}
          <PeoplePicker picking={composing} label={later.starting.who} />
        </section>
        {!phone && <aside class={styles.side}>{form}</aside>}
      </div>
      {phone && details.value && (
        <Sheet title={later.starting.title} closeLabel={later.starting.back} onClose={() => (details.value = false)}>
          <div class={styles.below}>{form}</div>
        </Sheet>
      )}
      <NetworkLine />
      {doubt.value && <OtherPatientQuestion doubt={doubt.value} onYes={() => void begin()} onNo={() => (doubt.value = null)} />}
    </main>
  );
}

function Begin({ busy, begin, wide = false }: { busy: boolean; begin: () => void; wide?: boolean }) {
  const count = chosen.value.length;
  return (
    <Button look="main" wide={wide} disabled={busy} onClick={begin}>
      <Send />
      {count > 0 ? later.starting.start(count + 1) : later.starting.startEmpty}
    </Button>
  );
}
