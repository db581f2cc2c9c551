import { AtSign, ClipboardCheck, TriangleAlert } from "lucide-preact";
import { requests as words } from "../../fr.requests";
import type { Person } from "../../protocol";
import { draftOf, putAlong } from "../../store/drafts";
import { draftHolder } from "../../store/uploading";
import { IconButton } from "../../ui/Button/Button";
import styles from "./ComposerTools.module.css";
import { JoinTools } from "./JoinTools";

type Props = { conversation: string; people: Person[]; onName: () => void; field: { current: HTMLTextAreaElement | null } };

/** Join files, name somebody, ask them to take it into account, urgently or not. */
export function ComposerTools({ conversation, people, onName, field }: Props) {
  const { request } = draftOf(conversation).along;
  const ask = (urgent: boolean) => {
    const same = request?.urgent === urgent;
    const [only] = people;
    const chosen = request?.people ?? (only && people.length === 1 ? [only.id] : []);
    putAlong(conversation, { request: same ? null : { urgent, people: chosen } });
  };
  return (
    <span class={styles.tools}>
      <JoinTools holder={draftHolder(conversation)} field={field} />
      {people.length > 0 && (
        <>
          <IconButton label={words.mention} class={styles.name} onClick={onName}>
            <AtSign />
          </IconButton>
          <IconButton label={words.ask} aria-pressed={request?.urgent === false} onClick={() => ask(false)}>
            <ClipboardCheck />
          </IconButton>
          <IconButton label={words.askUrgent} aria-pressed={request?.urgent === true} class={styles.urgent} onClick={() => ask(true)}>
            <TriangleAlert />
          </IconButton>
        </>
      )}
    </span>
  );
}
