import { AtSign, ClipboardCheck, TriangleAlert } from "lucide-preact";
import { fr } from "../../fr";
import type { Person } from "../../protocol";
import { draftOf, putAlong } from "../../store/drafts";
import { IconButton } from "../../ui/Button/Button";
import styles from "./ComposerTools.module.css";

type Props = { conversation: string; people: Person[]; onName: () => void };

/** Name somebody, ask them to take it into account, urgently or not. */
export function ComposerTools({ conversation, people, onName }: Props) {
  const { request } = draftOf(conversation).along;
  if (people.length === 0) return null;
  const ask = (urgent: boolean) => {
    const same = request?.urgent === urgent;
    const [only] = people;
    const chosen = request?.people ?? (only && people.length === 1 ? [only.id] : []);
    putAlong(conversation, { request: same ? null : { urgent, people: chosen } });
  };
  return (
    <span class={styles.tools}>
      <IconButton label={fr.requests.mention} class={styles.name} onClick={onName}>
        <AtSign />
      </IconButton>
      <IconButton label={fr.requests.ask} aria-pressed={request?.urgent === false} onClick={() => ask(false)}>
        <ClipboardCheck />
      </IconButton>
      <IconButton label={fr.requests.askUrgent} aria-pressed={request?.urgent === true} class={styles.urgent} onClick={() => ask(true)}>
        <TriangleAlert />
      </IconButton>
    </span>
  );
}
