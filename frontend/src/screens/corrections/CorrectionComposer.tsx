import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Repeat2, X } from "lucide-preact";
import { fr } from "../../fr";
import { files as words } from "../../fr.files";
import { later } from "../../fr.later";
import type { Row, Wrong } from "../../protocol";
import { act, correcting, type Correcting } from "../../store/correcting";
import { correct } from "../../store/corrections";
import { type Holder, settled, unjoin } from "../../store/uploading";
import { letGo, problemIn } from "../../store/uploads";
import { Button, IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { now } from "../clock";
import composer from "../thread/Composer.module.css";
import { entersToSend, TEXT_MAX } from "../thread/Composer";
import { JoinedFiles } from "../thread/JoinedFiles";
import { JoinTools } from "../thread/JoinTools";
import { type Doubt, OtherPatientQuestion, questionBefore } from "../thread/OtherPatientQuestion";
import { ofMoment } from "../times";
import styles from "./CorrectionComposer.module.css";

type Props = { row: Row; given: Correcting };

/** In the place of the composer, whose draft waits: the words of a message, to be put right. */
export function CorrectionComposer({ row, given }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const first = useRef(given.text).current;
  const reason = useSignal<Wrong | null>(null);
  const problem = useSignal<string | null>(null);
  const doubt = useSignal<Doubt | null>(null);
  const sending = useSignal(false);
  // The same order under the same name, however often it is tried; other words are another.
  const id = useRef(crypto.randomUUID());
  const { text, files } = given;
  const tried = useSignal(false);
  const holder: Holder = { files: () => correcting.peek()?.files ?? [], put: (files) => change({ files }) };
  const left = TEXT_MAX - [...text].length;
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, []);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, window.innerHeight / 3)}px`;
  }, [text, layout.value]);

  const change = (changes: Partial<Correcting>) => {
    id.current = crypto.randomUUID();
    problem.value = null;
    tried.value = false;
    if (correcting.value) correcting.value = { ...correcting.value, ...changes };
  };
  const submit = () => {
    if (left < 0 || sending.value) return;
    if (files.length === 0 && (!text.trim() || text === first)) problem.value = later.corrections.sameText;
    else if (!(doubt.value = questionBefore(row, text, files.map(({ name }) => name)))) void sendIt();
  };
  const sendIt = async () => {
    doubt.value = null;
    sending.value = true;
    await settled(files);
    tried.value = problemIn(files) !== null;
    if (!tried.value) problem.value = await correct(given, id.current, text, files.map((file) => file.id), reason.value);
    sending.value = false;
    if (problem.value !== null || tried.value) return;
    letGo(files);
    correcting.value = null;
  };
  const giveUp = () => {
    for (const { id } of files) unjoin(holder, id);
    correcting.value = null;
  };

  return (
    <form
      data-foot
      class={`${composer.composer} ${composer.begun}`}
      aria-label={later.corrections.correcting(ofMoment(given.said, now.value))}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class={styles.bar}>
        <Repeat2 />
        <p>{later.corrections.correcting(ofMoment(given.said, now.value))}</p>
        <IconButton label={later.corrections.stopCorrecting} onClick={giveUp}>
          <X />
        </IconButton>
      </div>
      <textarea
        ref={field}
        class={composer.field}
        rows={1}
        autocomplete="off"
        value={text}
        aria-label={later.corrections.correcting(ofMoment(given.said, now.value))}
        aria-describedby={problem.value ? "correction-problem" : undefined}
        aria-invalid={problem.value !== null || left < 0}
        onInput={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape") giveUp();
          if (!entersToSend(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      {files.length > 0 && <JoinedFiles files={files} holder={holder} field={field} tried={tried.value} />}
      {given.had && <p class={styles.behind}>{words.staysBehind}</p>}
      <Reasons given={given} reason={reason.value} choose={(one) => (reason.value = reason.value === one ? null : one)} />
      {(problem.value || left < 0) && (
        <p id="correction-problem" class={styles.problem} role="alert">
          {left < 0 ? fr.composer.tooLong(-left) : problem.value}
        </p>
      )}
      <div class={composer.tools}>
        <span class={styles.join}>
          <JoinTools holder={holder} field={field} />
        </span>
        <Button onClick={giveUp}>{fr.cancel}</Button>
        <Button look="main" type="submit">
          <Repeat2 />
          {later.corrections.send}
        </Button>
      </div>
      {doubt.value && <OtherPatientQuestion doubt={doubt.value} onYes={() => void sendIt()} onNo={() => (doubt.value = null)} />}
    </form>
  );
}

/** In one tap; what went to the wrong place is not corrected, but hidden. */
function Reasons({ given, reason, choose }: { given: Correcting; reason: Wrong | null; choose: (one: Wrong) => void }) {
  const { conversation, seq } = given;
  const hide = () => (act.value = { what: "mask", conversation, seq });
  return (
    <div class={styles.reasons} role="group" aria-label={later.corrections.why}>
      {(["typo", "clinical"] as const).map((one) => (
        <button key={one} type="button" class={styles.reason} aria-pressed={reason === one} onClick={() => choose(one)}>
          {capital(later.corrections.wrong[one])}
        </button>
      ))}
      {(["wrong_patient", "wrong_conversation"] as const).map((one) => (
        <button key={one} type="button" class={styles.reason} aria-haspopup="dialog" onClick={hide}>
          {capital(later.corrections.wrong[one])}…
        </button>
      ))}
    </div>
  );
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
