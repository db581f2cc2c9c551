import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { DoorOpen } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Leaving, LeaveReason, Person, Preview } from "../../protocol";
import { leave, stillOpen } from "../../store/members";
import { back } from "../../store/route";
import { thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import { PeoplePicker } from "../starting/PeoplePicker";
import { picking } from "../starting/picking";
import { introduced } from "../people";
import { returnTo } from "../thread/jumps";
import styles from "./members.module.css";

const REASONS: (LeaveReason | null)[] = ["end_of_care", "replaced", "mistake", null];

/** What is still open for me here, why I leave if I care to say it, and who stands in. */
export function LeaveSheet({ me }: { me: Person }) {
  const open = thread.value;
  if (!open?.row) return null;
  return (
    <Sheet title={later.leaving.title} closeLabel={fr.close} onClose={back}>
      <AboutToLeave key={open.id} conversation={open.id} me={me} />
    </Sheet>
  );
}

function AboutToLeave({ conversation, me }: { conversation: string; me: Person }) {
  const reason = useSignal<LeaveReason | null>(null);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const standIn = useMemo(() => picking({ most: 1, isThere: ({ id }) => id === me.id }), []);
  const replaced = reason.value === "replaced";
  const [chosen] = standIn.chosen.value;

  const go = async () => {
    busy.value = true;
    problem.value = await leave(conversation, reason.value, (replaced && chosen?.id) || null);
    busy.value = false;
    if (problem.value === null) back();
  };
  return (
    <div class={styles.form}>
      <p>{later.leaving.detail}</p>
      <StillOpen conversation={conversation} />
      <fieldset>
        <legend>
          {later.leaving.reason} <span class={styles.hint}>{later.starting.optional}</span>
        </legend>
        {REASONS.map((one) => (
          <label key={one} class={styles.choice}>
            <input type="radio" name="reason" checked={reason.value === one} onChange={() => (reason.value = one)} />
            {one ? later.leaving.reasons[one] : later.leaving.none}
          </label>
        ))}
      </fieldset>
      {replaced && (
        <>
          <div class={styles.picker}>
            <PeoplePicker picking={standIn} label={later.leaving.standIn} />
          </div>
          {chosen && <p>{introduced(chosen)}</p>}
          <p class={styles.hint}>{later.leaving.standInDetail}</p>
        </>
      )}
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <Button look="main" wide disabled={busy.value} onClick={() => void go()}>
        <DoorOpen />
        {later.leaving.yes}
      </Button>
    </div>
  );
}

function StillOpen({ conversation }: { conversation: string }) {
  const open = useSignal<Leaving | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    stillOpen(conversation).then(
      (got) => (open.value = got),
      () => (failed.value = true),
    );
  }, [conversation]);
  if (failed.value) return <p role="alert">{later.leaving.failed}</p>;
  if (!open.value) return null;
  const { todo, todo_messages, asked } = open.value;
  if (!todo && todo_messages.length + asked.length === 0) return null;
  return (
    <section class={styles.notice}>
      <h3>{later.leaving.open}</h3>
      {todo && <p>{later.leaving.todo}</p>}
      <ul class={styles.open}>
        {asked.map((one) => (
          <Line key={`asked-${one.seq}`} what={later.leaving.asked} message={one} />
        ))}
        {todo_messages.map((one) => (
          <Line key={one.seq} what={later.leaving.ticked} message={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ what, message }: { what: string; message: Preview }) {
  return (
    <li>
      <Button look="link" onClick={() => void returnTo(message.seq)}>
        {what}
      </Button>
      <span class="cut">{message.text}</span>
    </li>
  );
}
