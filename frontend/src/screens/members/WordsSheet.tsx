import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import { changeSubject, close } from "../../store/members";
import { back } from "../../store/route";
import { thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import styles from "./members.module.css";

type Said = (conversation: string, id: string, text: string) => Promise<string | null>;
type Props = { title: string; label: string; detail: string; yes: string; known: string; need?: string; say: Said };

export function SubjectSheet() {
  const { title, detail, save } = later.subject;
  const known = thread.value?.row?.subject ?? "";
  return <Words title={title} label={later.starting.subject} detail={detail} yes={save} known={known} say={changeSubject} />;
}

export function CloseSheet() {
  const { title, conclusion, detail, yes, need } = later.closing;
  return <Words title={title} label={conclusion} detail={detail} yes={yes} known="" need={need} say={close} />;
}

/** One line, for all. `need`: what is said when it is empty and may not be. */
function Words({ title, label, detail, yes, known, need, say }: Props) {
  const text = useSignal(known);
  const problem = useSignal<string | null>(null);
  const named = useRef({ text: "", id: "" });
  const field = useRef<HTMLInputElement>(null);
  const hint = useId();
  const conversation = thread.value?.id;
  useEffect(() => field.current?.focus(), []);

  const submit = async () => {
    const words = text.value.trim();
    if (!conversation) return;
    if (need && words === "") {
      problem.value = need;
      return field.current?.focus();
    }
    if (named.current.text !== words || !named.current.id) named.current = { text: words, id: crypto.randomUUID() };
    problem.value = await say(conversation, named.current.id, words);
    if (problem.value === null) back();
  };
  return (
    <Sheet title={title} closeLabel={fr.close} onClose={back}>
      <form
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label class={styles.label}>
          {label}
          <input
            ref={field}
            class={styles.field}
            autocomplete="off"
            maxLength={200}
            value={text.value}
            aria-describedby={hint}
            aria-invalid={problem.value !== null}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
        </label>
        <p class={styles.hint} id={hint}>
          {detail}
        </p>
        {problem.value && (
          <p class={styles.problem} role="alert">
            {problem.value}
          </p>
        )}
        <Button look="main" type="submit" wide>
          {yes}
        </Button>
      </form>
    </Sheet>
  );
}
