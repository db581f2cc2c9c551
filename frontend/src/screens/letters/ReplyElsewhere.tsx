import { Reply } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Entry, Letter } from "../../protocol";
import { draftAnswer } from "../../store/letterDrafts";
import { go } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import styles from "./ReceiptAsked.module.css";

/** Never taken for granted: a no-reply box names its service so, and so may whoever wants the answer for themselves. */
export function ReplyElsewhere({ conversation, entry, letter }: { conversation: string; entry: Entry; letter: Letter }) {
  return (
    <p class={styles.asked}>
      <span>{mail.letter.replyElsewhere(letter.reply_to ?? "")}</span>
      <Button onClick={() => go({ writing: draftAnswer(conversation, entry, letter, "elsewhere") })}>
        <Reply />
        {mail.letter.replyThere}
      </Button>
    </p>
  );
}
