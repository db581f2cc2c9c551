import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { ListFilter, X } from "lucide-preact";
import { directory } from "../../fr.directory";
import type { FoundCriterion } from "../../protocol";
import { findCriteria } from "../../store/people";
import styles from "./Narrowed.module.css";

const LETTERS_AT_LEAST = 2;
const REST = 150;

/** What the search keeps to: one field for all kinds, and what was chosen goes at a touch. */
export function Narrowed({ narrowed }: { narrowed: Signal<FoundCriterion[]> }) {
  const open = useSignal(false);
  const id = useId();
  return (
    <div class={styles.narrowed}>
      {narrowed.value.map((one) => (
        <button
          key={one.key}
          type="button"
          class={`${styles.chip} ${styles.on}`}
          aria-label={directory.narrowing.remove(wordsOf(one))}
          onClick={() => (narrowed.value = narrowed.value.filter(({ key }) => key !== one.key))}
        >
          <span class="cut">{wordsOf(one)}</span> <X />
        </button>
      ))}
      <button type="button" class={styles.chip} aria-expanded={open.value} aria-controls={id} onClick={() => (open.value = !open.value)}>
        <ListFilter /> {directory.narrowing.add}
      </button>
      {open.value && (
        <div id={id} class={styles.choosing}>
          <Choosing
            onChosen={(one) => {
              open.value = false;
              if (!narrowed.value.some(({ key }) => key === one.key)) narrowed.value = [...narrowed.value, one];
            }}
          />
        </div>
      )}
    </div>
  );
}

function Choosing({ onChosen }: { onChosen: (one: FoundCriterion) => void }) {
  const letters = useSignal("");
  const got = useSignal<FoundCriterion[] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const asked = letters.value.trim();
    if (asked.length < LETTERS_AT_LEAST) {
      got.value = null;
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => void findCriteria(asked).then((all) => wanted && (got.value = all), () => wanted && (got.value = null)), REST);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [letters.value]);
  return (
    <>
      <label class={styles.label}>
        {directory.narrowing.label}
        <input
          class={styles.field}
          ref={field}
          autocomplete="off"
          spellcheck={false}
          maxLength={80}
          value={letters.value}
          onInput={(event) => (letters.value = event.currentTarget.value)}
        />
      </label>
      <ul>
        {got.value?.map((one) => (
          <li key={one.key}>
            <button type="button" class={styles.one} onClick={() => onChosen(one)}>
              <b>{one.name}</b> <span>{[directory.narrowing.kinds[one.kind], one.detail].filter(Boolean).join(", ")}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{got.value?.length === 0 && directory.narrowing.none}</p>
    </>
  );
}

function wordsOf({ kind, name, detail }: FoundCriterion): string {
  return directory.narrowing.named(directory.narrowing.kinds[kind], name, kind === "structure" ? detail : "");
}
