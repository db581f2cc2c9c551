import { X } from "lucide-preact";
import { later } from "../../fr.later";
import { fullName, lowered } from "../people";
import styles from "./Chips.module.css";
import { chosen, toggle } from "./composing";

/** The people chosen, on a phone. */
export function Chips() {
  if (chosen.value.length === 0) return null;
  return (
    <ul class={styles.chips}>
      {chosen.value.map((person) => (
        <li key={person.id}>
          <button type="button" class={styles.chip} onClick={() => toggle(person)}>
            <span class="sr">{later.starting.removeAlone}</span>
            <span class="cut">
              {fullName(person)}, {lowered(person.profession)}
            </span>
            <X />
          </button>
        </li>
      ))}
    </ul>
  );
}
