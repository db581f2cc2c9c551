import { fr } from "../../fr";
import type { Person } from "../../protocol";
import { fullName, occupation } from "../people";
import styles from "./MentionList.module.css";
import type { Naming } from "./naming";

export const MENTION_LIST = "mention-list";

export function mentionId(person: Person): string {
  return `mention-${person.id}`;
}

/** The participants whose name begins so, over what one writes. The field keeps the focus. */
export function MentionList({ naming: { found, current, choose } }: { naming: Naming }) {
  return (
    <>
      <p class="sr" role="status">
        {found.length > 0 && fr.requests.namedFound(found.length)}
      </p>
      {found.length > 0 && (
        <div id={MENTION_LIST} role="listbox" aria-label={fr.requests.named} class={styles.list}>
          {found.map((person) => (
            <div
              key={person.id}
              id={mentionId(person)}
              role="option"
              aria-selected={person === current}
              class={styles.person}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <b>{fullName(person)}</b> <span class="cut">{occupation(person)}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
