import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ArrowLeft, CircleAlert, MailCheck, MailPlus, MailQuestion } from "lucide-preact";
import { mailboxes as words } from "../../fr.mailboxes";
import type { BoxView } from "../../protocol";
import { loadMailboxes, mailboxes } from "../../store/mailboxes";
import { back } from "../../store/route";
import { me } from "../../store/state";
import { Button, IconButton } from "../../ui/Button/Button";
import { now } from "../clock";
import { moment } from "../times";
import { BoxForm } from "./BoxForm";
import styles from "./Mailboxes.module.css";

/** The boxes one's courriers leave from and come to. In place of the list and the thread. */
export function Mailboxes() {
  const failed = useSignal(false);
  const open = useSignal<BoxView | "new" | null>(null);
  useEffect(() => void loadMailboxes().then((read) => (failed.value = !read)), []);
  const all = mailboxes.value;
  return (
    <main class={styles.page} aria-label={words.title}>
      <header class={styles.head}>
        <IconButton label={words.back} onClick={back}>
          <ArrowLeft />
        </IconButton>
        <h1>{words.title}</h1>
      </header>
      <div class={styles.main}>
        <p>{me.value?.hand ? words.ofRole : words.detail}</p>
        {all === null && <p role={failed.value ? "alert" : undefined}>{failed.value ? words.failed : words.loading}</p>}
        {all && !open.value && <List boxes={all.boxes} choose={(box) => (open.value = box)} />}
        {all && open.value && (
          <BoxForm all={all} box={open.value === "new" ? null : open.value} onDone={() => (open.value = null)} />
        )}
      </div>
    </main>
  );
}

function List({ boxes, choose }: { boxes: BoxView[]; choose: (box: BoxView | "new") => void }) {
  return (
    <>
      {boxes.length === 0 && (
        <div class={styles.none}>
          <h2>{words.noneTitle}</h2>
          <p>{words.none}</p>
        </div>
      )}
      {boxes.length > 0 && (
        <ul class={styles.boxes}>
          {boxes.map((box) => (
            <Box key={box.id} box={box} onChange={() => choose(box)} />
          ))}
        </ul>
      )}
      <Button {...(boxes.length === 0 ? { look: "main" } : {})} class={styles.add} onClick={() => choose("new")}>
        <MailPlus />
        {words.add}
      </Button>
    </>
  );
}

/** Where it stands, in words; what is wrong, with what to do. */
function Box({ box, onChange }: { box: BoxView; onChange: () => void }) {
  const { address, name, failed, failing_since, needs_hand, polled_at } = box;
  const wrong = failed !== null || failing_since !== null;
  const Icon = wrong ? CircleAlert : polled_at ? MailCheck : MailQuestion;
  const [owner, domain] = address.split("@");
  const fine = polled_at ? words.states.ok(moment(polled_at, now.value)) : words.states.never;
  return (
    <li class={wrong ? styles.wrong : undefined}>
      <Icon />
      <div>
        <b>
          {owner}@<wbr />
          {domain}
        </b>
        {name && <span>{name}</span>}
        <span class={styles.state}>{wrong ? (needs_hand ? words.states.needsHand : words.states.failing(moment(failing_since ?? now.value.toISOString(), now.value))) : fine}</span>
        {failed && <span>{failed.sentence}</span>}
        {failed?.reason && <span class={styles.reason}>{words.steps.server(failed.reason)}</span>}
      </div>
      <Button look="link" aria-label={words.changeThis(address)} onClick={onChange}>
        {words.change}
      </Button>
    </li>
  );
}
