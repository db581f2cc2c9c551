import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { later } from "../../fr.later";
import type { MaskReason, Wrong } from "../../protocol";
import { act, correcting, type Act } from "../../store/correcting";
import { cancel, mask, report } from "../../store/corrections";
import { Button } from "../../ui/Button/Button";
import question from "../../ui/Question/Question.module.css";
import { say } from "../notices";
import styles from "./ActDialog.module.css";
import { ByMail } from "./ByMail";
import { capital } from "./CorrectionComposer";

const WRONG: Wrong[] = ["typo", "clinical", "wrong_patient", "wrong_conversation"];
const MASKING: MaskReason[] = ["wrong_patient", "wrong_recipient"];

/** Asks why, before what cannot be taken back. What was typed stays until it is done. */
export function ActDialog({ given }: { given: Act }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useRef(crypto.randomUUID()).current;
  const why = useSignal("");
  const problem = useSignal<string | null>(null);
  const words = wordsOf(given.what);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const submit = async () => {
    problem.value = why.value.trim() ? await done(given, id, why.value.trim()) : words.missing;
    if (problem.value !== null) return;
    if (correcting.value?.seq === given.seq) correcting.value = null;
    if (given.what === "report") say(later.corrections.reportSent);
    act.value = null;
  };

  return (
    <dialog
      ref={dialog}
      class={question.question}
      aria-label={words.title}
      onClose={() => (act.value = null)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2>{words.title}</h2>
        <p>{words.detail}</p>
        {given.what === "cancel" ? <Reason why={why} /> : <Choices what={given.what} why={why} />}
        {given.what === "mask" && <ByMail conversation={given.conversation} seq={given.seq} />}
        {problem.value && (
          <p class={styles.problem} role="alert">
            {problem.value}
          </p>
        )}
        <div class={question.answers}>
          <Button onClick={() => dialog.current?.close()}>{later.corrections.keep}</Button>
          <Button look="main" type="submit">
            {words.yes}
          </Button>
        </div>
      </form>
    </dialog>
  );
}

function Reason({ why }: { why: { value: string } }) {
  return (
    <label class={styles.reason}>
      {later.corrections.reason}
      <textarea
        rows={2}
        maxLength={500}
        autocomplete="off"
        autofocus
        aria-describedby="reason-hint"
        value={why.value}
        onInput={(event) => (why.value = event.currentTarget.value)}
      />
      <span id="reason-hint">{later.corrections.reasonHint}</span>
    </label>
  );
}

function Choices({ what, why }: { what: "mask" | "report"; why: { value: string } }) {
  const reasons = what === "mask" ? MASKING.map((one) => [one, later.corrections.maskReasons[one]] as const) : WRONG.map((one) => [one, capital(later.corrections.wrong[one])] as const);
  return (
    <fieldset class={styles.choices}>
      <legend>{later.corrections.why}</legend>
      {reasons.map(([one, label]) => (
        <label key={one}>
          <input type="radio" name="why" checked={why.value === one} onChange={() => (why.value = one)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function done(given: Act, id: string, why: string): Promise<string | null> {
  switch (given.what) {
    case "cancel":
      return cancel(given, id, why);
    case "mask":
      return mask(given, why as MaskReason);
    case "report":
      return report(given, why as Wrong);
  }
}

function wordsOf(what: Act["what"]): { title: string; detail: string; yes: string; missing: string } {
  const say = later.corrections;
  switch (what) {
    case "cancel":
      return { title: say.cancelTitle, detail: say.cancelDetail, yes: say.cancelYes, missing: say.needReason };
    case "mask":
      return { title: say.maskTitle, detail: say.maskDetail, yes: say.maskYes, missing: say.chooseReason };
    case "report":
      return { title: say.reportTitle, detail: say.reportDetail, yes: say.reportYes, missing: say.chooseReason };
  }
}
