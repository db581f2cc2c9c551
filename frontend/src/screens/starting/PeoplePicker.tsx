import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Search } from "lucide-preact";
import { later } from "../../fr.later";
import { layout } from "../../ui/Layout/layout";
import { Found, optionId } from "./Found";
import { grouped } from "./homonyms";
import styles from "./PeoplePicker.module.css";
import type { Picking } from "./picking";
import { found, FOUND_MOST, search } from "./search";

/** A combobox: arrows walk the people found, Enter or Space ticks, Backspace in the empty field removes the last. */
export function PeoplePicker({ picking, label }: { picking: Picking; label: string }) {
  const { letters, chosen, toggle } = picking;
  const active = useSignal(-1);
  const field = useRef<HTMLInputElement>(null);
  const groups = grouped(found.value.people);
  const people = groups.flatMap((group) => group.people);
  const current = people[active.value];

  useEffect(() => {
    search(letters.value);
    if (layout.value !== "phone") field.current?.focus();
  }, []);
  useEffect(() => {
    if (current) document.getElementById(optionId(current))?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      active.value = Math.min(Math.max(-1, active.value + step), people.length - 1);
    } else if (current && (event.key === "Enter" || event.key === " ")) {
      toggle(current);
    } else if (event.key === "Backspace" && letters.value === "") {
      const last = chosen.value.at(-1);
      if (last) toggle(last);
    } else if (event.key !== "Enter" || event.isComposing) {
      return;
    }
    event.preventDefault();
  };

  return (
    <>
      <div class={styles.find}>
        <label class={styles.label} for="who">
          {label}
        </label>
        <div class={styles.field}>
          <Search />
          <input
            ref={field}
            id="who"
            role="combobox"
            aria-expanded={people.length > 0}
            aria-controls="found"
            aria-autocomplete="list"
            aria-activedescendant={current ? optionId(current) : undefined}
            autocomplete="off"
            spellcheck={false}
            maxLength={80}
            placeholder={later.starting.placeholder}
            value={letters.value}
            onInput={(event) => {
              letters.value = event.currentTarget.value;
              active.value = -1;
              search(letters.value);
            }}
            onKeyDown={press}
          />
          <span class={styles.number} role="status">
            {people.length > 0 && (people.length < FOUND_MOST ? later.starting.found : later.starting.foundMost)(people.length)}
          </span>
        </div>
      </div>
      <Found label={label} groups={groups} current={current} picking={picking} />
    </>
  );
}
