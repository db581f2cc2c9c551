import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { directory } from "../../fr.directory";
import { circles } from "../../store/circles";
import { found, look, stopLooking } from "../../store/directory";
import { layout } from "../../ui/Layout/layout";
import { Narrowed } from "../directory/Narrowed";
import { PeopleField } from "../directory/PeopleField";
import { canReceive } from "../directory/reach";
import { Found, optionId } from "./Found";
import { grouped } from "./homonyms";
import { MyTeams } from "./MyTeams";
import styles from "./PeoplePicker.module.css";
import type { Picking } from "./picking";

type Props = { picking: Picking; label: string; teams?: boolean; id?: string };

/** A combobox: arrows walk the people found, Enter or Space ticks, Backspace in the empty field removes the last. */
export function PeoplePicker({ picking, label, teams = true, id = "who" }: Props) {
  const { letters, narrowed, chosen, toggle } = picking;
  const active = useSignal(-1);
  const field = useRef<HTMLInputElement>(null);
  const nothingAsked = letters.value.trim() === "" && narrowed.value.length === 0;
  const groups = grouped(nothingAsked ? (circles.value?.favourites ?? []) : found.value.people);
  const people = groups.flatMap((group) => group.people);
  const current = people[active.value];

  useEffect(() => {
    if (layout.value !== "phone") field.current?.focus();
    return stopLooking;
  }, []);
  useEffect(() => look({ letters: letters.value, narrowed: narrowed.value, withAccount: true }), [letters.value, narrowed.value]);
  useEffect(() => {
    if (current) document.getElementById(optionId(current.person))?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      active.value = Math.min(Math.max(-1, active.value + step), people.length - 1);
    } else if (current && (event.key === "Enter" || event.key === " ")) {
      if (picking.isChosen(current.person) || canReceive(current)) toggle(current.person);
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
      <PeopleField
        id={id}
        field={field}
        label={label}
        letters={letters}
        list={{ open: people.length > 0, current: current && optionId(current.person) }}
        onInput={() => (active.value = -1)}
        onKeyDown={press}
      />
      <Narrowed narrowed={narrowed} />
      {teams && nothingAsked && <MyTeams picking={picking} />}
      {nothingAsked && people.length > 0 && <h3 class={styles.favourites}>{directory.mine.favourites}</h3>}
      <Found label={label} groups={groups} current={current} picking={picking} />
    </>
  );
}
