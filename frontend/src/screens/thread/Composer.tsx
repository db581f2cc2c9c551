import { useSignal } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Send } from "lucide-preact";
import { fr } from "../../fr";
import type { Member, Person, Row } from "../../protocol";
import { isNothing } from "../../store/along";
import { draftOf, putAlong, write } from "../../store/drafts";
import { send } from "../../store/outbox";
import { route } from "../../store/route";
import { problemIn } from "../../store/uploads";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { lazily } from "../../ui/lazily";
import { fullName } from "../people";
import { leaving, type Missing, missingIn } from "./asking";
import styles from "./Composer.module.css";
import { MENTION_LIST, MentionList, mentionId } from "./MentionList";
import { useNaming } from "./naming";
import { type Doubt, OtherPatientQuestion, questionBefore } from "./OtherPatientQuestion";
import { QuoteBar } from "./QuoteBar";

export const TEXT_MAX = 10_000;
/** From so many characters to the end, the count is shown. */
const NEAR = 500;

const ComposerTools = lazily(
  async () => (await import("./ComposerTools")).ComposerTools,
  () => <span class={styles.reserved} />,
);
const DraftFiles = lazily(async () => (await import("./JoinedFiles")).DraftFiles, fr.notFetched);
const RequestPanel = lazily(async () => (await import("./RequestPanel")).RequestPanel, fr.notFetched);

type Props = { row: Row; members: Member[]; me: Person };

export function Composer({ row, members, me }: Props) {
  const { text, along } = draftOf(row.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const doubt = useSignal<Doubt | null>(null);
  const missing = useSignal<Missing | null>(null);
  // Once begun, it keeps its height: closing again would move what is being read, and close its menus.
  const begun = useSignal(text !== "" || !isNothing(along));
  const people = useMemo(() => others(members, me), [members, me]);
  const naming = useNaming(row.id, field, people);
  const left = TEXT_MAX - [...text].length;
  const phone = layout.value === "phone";
  const tried = useSignal(false);
  useGrowing(field, text);
  useLayoutEffect(() => {
    // On a phone the focus would raise the keyboard over what one came to read.
    if (!phone && route.value.sheet === null) field.current?.focus({ preventScroll: true });
  }, []);

  const submit = () => {
    if ((text.trim() === "" && along.files.length === 0) || left < 0) return;
    tried.value = problemIn(along.files) !== null;
    missing.value = missingIn(leaving(along, text, people));
    if (tried.value || missing.value) return;
    doubt.value = questionBefore(row, text, along.files.map(({ name }) => name));
    if (doubt.value === null) sendIt();
  };
  const sendIt = () => {
    doubt.value = null;
    send(row.id, text, leaving(along, text, people));
    field.current?.focus();
  };

  return (
    <form
      data-foot
      class={`${styles.composer} ${begun.value || !isNothing(along) ? styles.begun : ""}`}
      onFocusCapture={() => (begun.value = true)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <MentionList naming={naming} />
      {along.quote !== null && <QuoteBar conversation={row.id} seq={along.quote} members={members} />}
      {along.request && (
        <RequestPanel
          conversation={row.id}
          request={along.request}
          people={people}
          missing={missing.value && missingIn(leaving(along, text, people))}
        />
      )}
      <textarea
        ref={field}
        id="write"
        class={styles.field}
        rows={1}
        // The browser would keep what is written, in clear, in its own session file.
        autocomplete="off"
        value={text}
        placeholder={placeholder(row)}
        aria-label={placeholder(row)}
        aria-describedby={left <= NEAR ? "left" : undefined}
        aria-invalid={left < 0}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={naming.current ? MENTION_LIST : undefined}
        aria-activedescendant={naming.current ? mentionId(naming.current) : undefined}
        onInput={(event) => {
          write(row.id, event.currentTarget.value);
          naming.look();
        }}
        onSelect={naming.look}
        onBlur={naming.leave}
        onKeyDown={(event) => {
          if (naming.press(event)) return;
          if (event.key === "Escape") escape();
          if (!entersToSend(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      {along.files.length > 0 && <DraftFiles files={along.files} conversation={row.id} field={field} tried={tried.value} />}
      <div class={styles.tools}>
        <ComposerTools conversation={row.id} people={people} onName={naming.begin} field={field} />
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

  /** What is answered is dropped first. */
  function escape(): void {
    if (along.quote !== null) putAlong(row.id, { quote: null });
    else toList();
  }
}

/** Those one may name: who takes part now, but oneself. */
function others(members: Member[], me: Person): Person[] {
  return members.filter(({ person, to_seq }) => to_seq === null && person.id !== me.id).map(({ person }) => person);
}

/** From what one writes back to the list, or to what was found, to walk on. */
function toList(): void {
  document.querySelector<HTMLElement>("a[aria-current]:is([data-id], [data-result])")?.focus();
}

/** Not while an input method composes (229: Safari), not on a touch keyboard, which has no Shift + Enter. */
export function entersToSend(event: KeyboardEvent): boolean {
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
