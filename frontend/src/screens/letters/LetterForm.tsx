import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Mail } from "lucide-preact";
import { writing as words } from "../../fr.writing";
import { askIfSecure, changeLetter, type LetterDraft, saveLetter } from "../../store/letterDrafts";
import { boxOf, mailboxes } from "../../store/mailboxes";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { say } from "../notices";
import { AddressField } from "./AddressField";
import { Gauge } from "./Gauge";
import { LetterFiles, LetterTools } from "./LetterFiles";
import { OtherPatientQuestion } from "../thread/OtherPatientQuestion";
import { Passed } from "./Passed";
import styles from "./LetterForm.module.css";
import type { Leaving } from "./leaving";

type Props = { draft: LetterDraft; leaving: Leaving };

/** The sheet one writes on. Enter never sends, alone or with Ctrl. */
export function LetterForm({ draft, leaving }: Props) {
  const text = useRef<HTMLTextAreaElement>(null);
  const copies = useSignal(draft.cc.length > 0);
  const change = (what: Partial<LetterDraft>) => changeLetter(draft.id, what);
  // Another tab may have named them.
  useEffect(() => void (copies.value ||= draft.cc.length > 0), [draft.cc]);
  // What answers is begun at its words, what is new at those it goes to.
  useEffect(() => {
    if (draft.conversation !== null) void askIfSecure(draft.id);
    if (layout.value === "phone" || draft.to.length === 0) return;
    text.current?.focus();
    text.current?.setSelectionRange(0, 0);
  }, []);
  return (
    <section class={styles.letter} aria-label={words.title}>
      <div class={styles.fields}>
        <From draft={draft} change={change} />
        <AddressField id="to" label={words.to} people={draft.to} settle={leaving.settle} put={(to) => change({ to })} first={draft.to.length === 0}>
          {!copies.value && (
            <Button look="link" onClick={() => (copies.value = true)}>
              {words.addCopy}
            </Button>
          )}
        </AddressField>
        {copies.value && (
          <AddressField id="cc" label={words.copy} people={draft.cc} settle={leaving.settle} put={(cc) => change({ cc })} first={draft.cc.length === 0 && draft.to.length > 0} />
        )}
        <div class={styles.field}>
          <label for="subject">{words.subject}</label>
          <input
            id="subject"
            class={styles.subject}
            autocomplete="off"
            maxLength={200}
            value={draft.subject}
            onInput={(event) => change({ subject: event.currentTarget.value })}
          />
        </div>
      </div>
      <textarea
        ref={text}
        class={styles.text}
        aria-label={words.text}
        autocomplete="off"
        value={draft.text}
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      <Passed text={draft.forwarded} />
      <LetterFiles draft={draft} field={text} change={change} />
      <Gauge draft={draft} />
      <Foot draft={draft} leaving={leaving} change={change} field={text} />
      {leaving.doubt.value && (
        <OtherPatientQuestion
          doubt={leaving.doubt.value}
          onYes={() => void leaving.send(true)}
          onNo={() => {
            leaving.doubt.value = null;
            text.current?.focus();
          }}
        />
      )}
    </section>
  );
}

function From({ draft, change }: { draft: LetterDraft; change: (what: Partial<LetterDraft>) => void }) {
  const boxes = mailboxes.value?.boxes ?? [];
  const box = boxOf(draft.box);
  return (
    <div class={styles.field}>
      {boxes.length > 1 ? <label for="from">{words.from}</label> : <span class={styles.name}>{words.from}</span>}
      {boxes.length > 1 ? (
        <select id="from" value={box?.id ?? ""} disabled={draft.conversation !== null} onChange={(event) => change({ box: event.currentTarget.value })}>
          {boxes.map(({ id, address, name }) => (
            <option key={id} value={id}>
              {name ? `${name}, ${address}` : address}
            </option>
          ))}
        </select>
      ) : (
        <span class="cut">{box?.address ?? ""}</span>
      )}
    </div>
  );
}

function Foot({ draft, leaving, change, field }: Props & { change: (what: Partial<LetterDraft>) => void; field: { current: HTMLTextAreaElement | null } }) {
  const patient = [...draft.to, ...draft.cc].some(({ addressee }) => addressee.patient);
  const { problem, busy, send } = leaving;
  const save = async () => say((await saveLetter(draft.id)) ? words.saved : words.notSaved);
  return (
    <footer data-foot class={styles.foot}>
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <div class={styles.choices}>
        <LetterTools draft={draft} field={field} change={change} />
        <Tick label={words.receipt} on={draft.receipt} turn={(receipt) => change({ receipt })} />
        {patient && <Tick label={words.closes} on={draft.closes} turn={(closes) => change({ closes })} />}
      </div>
      <div class={styles.acts}>
        <Button onClick={() => void save()}>{words.save}</Button>
        <Button look="main" aria-disabled={busy.value} onClick={() => void send()}>
          <Mail />
          {busy.value ? words.sending : words.send}
        </Button>
      </div>
    </footer>
  );
}

function Tick({ label, on, turn }: { label: string; on: boolean; turn: (on: boolean) => void }) {
  return (
    <label class={styles.tick}>
      <input type="checkbox" checked={on} onChange={(event) => turn(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
