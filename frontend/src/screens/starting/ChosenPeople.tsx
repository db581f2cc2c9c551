import { X } from "lucide-preact";
import { later } from "../../fr.later";
import { IconButton } from "../../ui/Button/Button";
import { fullName, introduced } from "../people";
import styles from "./ChosenPeople.module.css";
import type { Picking } from "./picking";
import { ReachOf } from "./ReachSummary";

/** Those chosen so far, under each other, where a sheet has the place. */
export function ChosenPeople({ picking: { chosen, toggle } }: { picking: Picking }) {
  if (chosen.value.length === 0) return null;
  return (
    <ul class={styles.chosen} aria-label={later.starting.participants}>
      {chosen.value.map((person) => (
        <li key={person.id}>
          <span>
            {introduced(person)}
            <ReachOf person={person} />
          </span>
          <IconButton label={later.starting.remove(fullName(person))} onClick={() => toggle(person)}>
            <X />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
