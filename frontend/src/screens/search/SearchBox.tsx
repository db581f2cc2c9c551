import { useEffect, useRef } from "preact/hooks";
import { Search, X } from "lucide-preact";
import { fr } from "../../fr";
import { ask, asked, boxOpen, searching, stopSearching } from "../../store/search";
import { IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { shortcut } from "../shortcuts";
import styles from "./SearchBox.module.css";

export const FIELD = "search";

/** One box above the list, for people, conversations, messages and files. On a phone a button opens it. */
export function SearchBox() {
  const field = useRef<HTMLInputElement>(null);
  const phone = layout.value === "phone";
  useEffect(() => followSlash(field), []);
  useEffect(() => {
    if (phone && boxOpen.value && asked.peek().words === "") field.current?.focus();
  }, [phone, boxOpen.value]);
  if (phone && !boxOpen.value && !searching.value) return null;

  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      document.querySelector<HTMLElement>("[data-result]")?.focus();
    } else if (event.key === "Escape" && (searching.value || phone)) {
      stopSearching();
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <search class={styles.box}>
      <div class={styles.field}>
        <Search />
        <input
          ref={field}
          id={FIELD}
          type="search"
          aria-label={fr.search.label}
          aria-keyshortcuts="/"
          placeholder={fr.search.placeholder}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          enterkeyhint="search"
          value={asked.value.words}
          onInput={(event) => ask({ words: event.currentTarget.value })}
          onKeyDown={press}
        />
        {(searching.value || phone) && (
          <IconButton
            class={styles.clear}
            label={searching.value ? fr.search.clear : fr.search.close}
            onClick={() => {
              stopSearching();
              field.current?.focus();
            }}
          >
            <X />
          </IconButton>
        )}
      </div>
    </search>
  );
}

/** The button of a phone's head. */
export function SearchButton() {
  if (boxOpen.value || searching.value) return null;
  return (
    <IconButton class={styles.open} label={fr.search.label} onClick={() => (boxOpen.value = true)}>
      <Search />
    </IconButton>
  );
}

function followSlash(field: { current: HTMLInputElement | null }): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (shortcut(event) !== "/") return;
    event.preventDefault();
    boxOpen.value = true;
    requestAnimationFrame(() => field.current?.select());
  };
  window.addEventListener("keydown", pressed);
  return () => window.removeEventListener("keydown", pressed);
}
