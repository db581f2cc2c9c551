import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { TriangleAlert, X } from "lucide-preact";
import { writing as words } from "../../fr.writing";
import type { FoundAddress } from "../../protocol";
import { layout } from "../../ui/Layout/layout";
import { besideName, nameOf } from "./addressees";
import styles from "./AddressField.module.css";
import form from "./LetterForm.module.css";
import { useAddresses } from "./choosing";

type Props = {
  id: string;
  label: string;
  people: FoundAddress[];
  put: (people: FoundAddress[]) => void;
  /** What must be settled before anything leaves. */
  settle: { current: (() => Promise<boolean>)[] };
  first: boolean;
  children?: ComponentChildren;
};

/** Those it goes to: found as one types, or typed whole. Arrows walk, Enter takes, Backspace in the empty field removes. */
export function AddressField({ id, label, people, put, settle, first, children }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const active = useSignal(0);
  const { letters, found, state, problem, take, typed, look } = useAddresses(people, put);
  const current = found[Math.min(active.value, found.length - 1)];
  const open = found.length > 0;
  useEffect(() => {
    settle.current.push(typed);
    if (first && layout.value !== "phone") field.current?.focus();
    return () => void settle.current.splice(settle.current.indexOf(typed), 1);
  }, []);

  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && open) active.value = (active.value + step + found.length) % found.length;
    else if ((event.key === "Enter" || event.key === "," || event.key === ";") && letters.trim()) current && event.key === "Enter" ? take(current) : void typed();
    else if (event.key === "Escape" && open) look("");
    else if (event.key === "Backspace" && letters === "" && people.length > 0) put(people.slice(0, -1));
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class={form.field}>
      <label for={id}>{label}</label>
      <div class={styles.people}>
        {people.map((one) => (
          <Chip key={one.addressee.address} one={one} onRemove={() => (put(people.filter((other) => other !== one)), field.current?.focus())} />
        ))}
        <input
          ref={field}
          id={id}
          class={styles.input}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-found`}
          aria-autocomplete="list"
          aria-activedescendant={current && `${id}-${found.indexOf(current)}`}
          aria-describedby={`${id}-said`}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={254}
          placeholder={people.length === 0 ? words.toHint : ""}
          value={letters}
          onInput={(event) => ((active.value = 0), look(event.currentTarget.value))}
          onKeyDown={press}
          onBlur={() => void typed(true)}
        />
      </div>
      {children}
      <Said id={`${id}-said`} people={people} state={state} problem={problem} letters={letters} count={found.length} />
      {open && (
        <ul class={styles.found} id={`${id}-found`} role="listbox" aria-label={label}>
          {found.map((one, nth) => (
            <li
              key={one.addressee.address}
              id={`${id}-${nth}`}
              role="option"
              aria-selected={one === current}
              class={one === current ? styles.current : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
            >
              <b>{nameOf(one.addressee)}</b>
              <span>{besideName(one.addressee)}</span>
              {!one.addressee.patient && <span>{one.addressee.address}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Chip({ one: { addressee, in_directory, secure }, onRemove }: { one: FoundAddress; onRemove: () => void }) {
  const name = nameOf(addressee);
  return (
    <span class={`${styles.chip} ${secure ? "" : styles.insecure}`}>
      {!((in_directory || addressee.patient) && secure) && <TriangleAlert />}
      <span class="cut">{name}</span>
      {addressee.person && <span class={`cut ${styles.beside}`}>{addressee.person.profession.toLowerCase()}</span>}
      <button type="button" aria-label={words.remove(name)} onClick={onRemove}>
        <X />
      </button>
    </span>
  );
}

type SaidProps = { id: string; people: FoundAddress[]; state: "idle" | "searching" | "none" | "failed"; problem: string | null; letters: string; count: number };

/** Of what is doubtful, why; of the search, where it is. */
function Said({ id, people, state, problem, letters, count }: SaidProps) {
  const doubts = people.filter(({ in_directory, secure, addressee }) => !addressee.patient && !(in_directory && secure));
  const searching = letters.trim() && { idle: count > 0 ? words.found(count) : "", searching: words.searching, none: words.none, failed: words.failed }[state];
  return (
    <div id={id} class={styles.said} role="status">
      {problem && <p class={styles.problem}>{problem}</p>}
      {!problem && searching && <p class={count > 0 ? "sr" : undefined}>{searching}</p>}
      {doubts.map(({ addressee: { address }, secure }) => (
        <p key={address} class={secure ? undefined : styles.problem}>
          {secure ? words.unknown(address) : words.insecure(address)}
        </p>
      ))}
    </div>
  );
}
