import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Send } from "lucide-preact";
import { fr } from "../../fr";
import type { Row } from "../../protocol";
import { write } from "../../store/drafts";
import { drafts } from "../../store/inbox";
import { send } from "../../store/outbox";
import { route } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { fullName } from "../people";
import styles from "./Composer.module.css";
import { type Doubt, OtherPatientQuestion, questionBefore } from "./OtherPatientQuestion";

export const TEXT_MAX = 10_000;
/** From so many characters to the end, the count is shown. */
const NEAR = 500;

export function Composer({ row }: { row: Row }) {
  const text = drafts.value.get(row.id) ?? "";
  const field = useRef<HTMLTextAreaElement>(null);
  const doubt = useSignal<Doubt | null>(null);
  const left = TEXT_MAX - [...text].length;
  const phone = layout.value === "phone";
  useGrowing(field, text);
  useLayoutEffect(() => {
    // On a phone the focus would raise the keyboard over what one came to read.
    if (!phone && route.value.sheet === null) field.current?.focus({ preventScroll: true });
  }, []);

  const submit = () => {
    if (text.trim() === "" || left < 0) return;
    doubt.value = questionBefore(row, text);
    if (doubt.value === null) sendIt();
  };
  const sendIt = () => {
    doubt.value = null;
    send(row.id, text);
    field.current?.focus();
  };

  return (
    <form
      class={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={field}
        class={styles.field}
        rows={1}
        // The browser would keep what is written, in clear, in its own session file.
        autocomplete="off"
        value={text}
        placeholder={placeholder(row)}
        aria-label={placeholder(row)}
        aria-describedby={left <= NEAR ? "left" : undefined}
        aria-invalid={left < 0}
        onInput={(event) => write(row.id, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") toList();
          if (!entersToSend(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      <div class={styles.tools}>
        {left <= NEAR && (
          <span id="left" class={left < 0 ? styles.over : styles.left} role="status">
            {left < 0 ? fr.composer.tooLong(-left) : fr.composer.left(left)}
          </span>
        )}
        {!phone && <span class={styles.hint}>{fr.composer.hint}</span>}
        <Button look="main" type="submit" class={styles.send} aria-label={phone ? fr.composer.send : undefined}>
          <Send />
          {!phone && fr.composer.send}
        </Button>
      </div>
      {doubt.value && <OtherPatientQuestion doubt={doubt.value} onYes={sendIt} onNo={() => (doubt.value = null)} />}
    </form>
  );
}

/** From what one writes back to the list, to walk on. */
function toList(): void {
  document.querySelector<HTMLElement>("a[data-id][aria-current]")?.focus();
}

/** Not while an input method composes (229: Safari), not on a touch keyboard, which has no Shift + Enter. */
function entersToSend(event: KeyboardEvent): boolean {
  const touch = matchMedia("(pointer: coarse)").matches;
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229 && !touch;
}

function placeholder(row: Row): string {
  const [other] = row.people;
  return other && row.member_count <= 2 ? fr.composer.toOne(fullName(other)) : fr.composer.toMany(row.member_count - 1);
}

/** As high as what is written, up to a third of the window. */
function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, window.innerHeight / 3)}px`;
  }, [text, layout.value]);
}
