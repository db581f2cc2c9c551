import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { Search } from "lucide-preact";
import { directory } from "../../fr.directory";
import { found } from "../../store/directory";
import styles from "./PeopleField.module.css";

type Props = {
  label: string;
  id?: string;
  letters: Signal<string>;
  field?: RefObject<HTMLInputElement>;
  /** Of those one chooses in a list under it. Without, it is a field like another. */
  list?: { open: boolean; current: string | undefined };
  onInput?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
};

/** Where one types a name; how many were found stands at its end. */
export function PeopleField({ label, id = "who", letters, field, list, onInput, onKeyDown }: Props) {
  const { people, more } = found.value;
  return (
    <div class={styles.find}>
      <label class={styles.label} for={id}>
        {label}
      </label>
      <div class={styles.field}>
        <Search />
        <input
          {...(field ? { ref: field } : {})}
          id={id}
          {...(list ? comboboxOf(list) : { type: "search" })}
          autocomplete="off"
          spellcheck={false}
          maxLength={80}
          placeholder={directory.find.placeholder}
          value={letters.value}
          onInput={(event) => {
            letters.value = event.currentTarget.value;
            onInput?.();
          }}
          {...(onKeyDown ? { onKeyDown } : {})}
        />
        <span class={styles.number} role="status">
          {people.length > 0 && (more ? directory.find.first : directory.find.people)(people.length)}
        </span>
      </div>
    </div>
  );
}

function comboboxOf({ open, current }: { open: boolean; current: string | undefined }) {
  return {
    role: "combobox" as const,
    "aria-expanded": open,
    "aria-controls": "found",
    "aria-autocomplete": "list" as const,
    "aria-activedescendant": current,
  };
}
