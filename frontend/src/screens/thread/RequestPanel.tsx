import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { ClipboardCheck, TriangleAlert, X } from "lucide-preact";
import { fr } from "../../fr";
import { requests as words } from "../../fr.requests";
import type { NewRequest, Person } from "../../protocol";
import { putAlong } from "../../store/drafts";
import { urgentToday } from "../../store/requests";
import { IconButton } from "../../ui/Button/Button";
import { fullName, occupation } from "../people";
import { URGENT_MOST, type Missing } from "./asking";
import styles from "./RequestPanel.module.css";

type Props = { conversation: string; request: NewRequest; people: Person[]; missing: Missing | null };

/** Who is asked to take into account what is being written. */
export function RequestPanel({ conversation, request, people, missing }: Props) {
  const { urgent, people: chosen } = request;
  const full = urgent && chosen.length >= URGENT_MOST;
  const set = (next: string[]) => putAlong(conversation, { request: { ...request, people: next } });
  const toggle = ({ id }: Person) => set(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);

  return (
    <fieldset class={`${styles.panel} ${urgent ? styles.urgent : ""}`}>
      <legend>
        {urgent ? <TriangleAlert /> : <ClipboardCheck />}
        {urgent ? fr.requests.askedUrgentlyOf : fr.requests.askedOf}
      </legend>
      <IconButton
        class={styles.close}
        label={words.askNothing}
        onClick={() => {
          putAlong(conversation, { request: null });
          document.getElementById("write")?.focus();
        }}
      >
        <X />
      </IconButton>
      <ul>
        {people.map((person) => {
          const on = chosen.includes(person.id);
          return (
            <li key={person.id}>
              <label>
                <input type="checkbox" checked={on} disabled={full && !on} onChange={() => toggle(person)} />
                <span>
                  <b>{fullName(person)}</b> {occupation(person)}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {missing && (
        <p class={styles.missing} role="alert">
          {missing === "people" ? words.chooseOne : words.fiveAtMost}
        </p>
      )}
      {full && !missing && <p>{words.fiveAtMost}</p>}
      {urgent && <GoodUse />}
      {urgent && <p>{words.vital}</p>}
    </fieldset>
  );
}

/** A reminder, not a refusal. */
function GoodUse() {
  const sent = useSignal<number | null>(null);
  useEffect(() => {
    urgentToday().then(
      (today) => (sent.value = today.sent >= today.reminder_from ? today.sent : null),
      () => {}, // it only reminds
    );
  }, []);
  return sent.value === null ? null : <p class={styles.reminder}>{words.goodUse(sent.value)}</p>;
}
