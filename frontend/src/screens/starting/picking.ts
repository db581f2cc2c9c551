/** People being chosen: what is looked for, those ticked, and those who cannot be. */
import { signal, type Signal } from "@preact/signals";
import type { FoundCriterion, Person } from "../../protocol";

export type Picking = {
  letters: Signal<string>;
  narrowed: Signal<FoundCriterion[]>;
  chosen: Signal<Person[]>;
  isChosen: (person: Person) => boolean;
  toggle: (person: Person) => void;
  /** There already: shown, and not to be chosen. */
  isThere: (person: Person) => boolean;
};

export function picking({ most, isThere = () => false }: { most: number; isThere?: (person: Person) => boolean }): Picking {
  const chosen = signal<Person[]>([]);
  const isChosen = (person: Person) => chosen.value.some(({ id }) => id === person.id);
  const toggle = (person: Person) => {
    if (isThere(person)) return;
    if (isChosen(person)) chosen.value = chosen.value.filter(({ id }) => id !== person.id);
    // Of one, another takes the place.
    else if (most === 1) chosen.value = [person];
    else if (chosen.value.length < most) chosen.value = [...chosen.value, person];
  };
  return { letters: signal(""), narrowed: signal([]), chosen, isChosen, toggle, isThere };
}

export function forgetPicking({ letters, narrowed, chosen }: Picking): void {
  letters.value = "";
  narrowed.value = [];
  chosen.value = [];
}
