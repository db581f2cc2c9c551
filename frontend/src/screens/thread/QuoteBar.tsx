import { X } from "lucide-preact";
import { fr } from "../../fr";
import type { Member } from "../../protocol";
import { putAlong } from "../../store/drafts";
import { quotedIn } from "../../store/quotes";
import { IconButton } from "../../ui/Button/Button";
import { now } from "../clock";
import { QuotedWords } from "./Quoted";
import styles from "./QuoteBar.module.css";

/** What is being answered, over what one writes. Esc drops it too. */
export function QuoteBar({ conversation, seq, members }: { conversation: string; seq: number; members: Member[] }) {
  return (
    <div class={styles.bar}>
      <p>
        <QuotedWords found={quotedIn(conversation, seq, now.value.toISOString())} members={members} />
      </p>
      <IconButton label={fr.quotes.drop} onClick={() => putAlong(conversation, { quote: null })}>
        <X />
      </IconButton>
    </div>
  );
}
