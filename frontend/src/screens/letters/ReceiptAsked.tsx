import { useSignal } from "@preact/signals";
import { MailCheck } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Letter } from "../../protocol";
import { giveReceipt } from "../../store/letters";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { moment } from "../times";
import styles from "./ReceiptAsked.module.css";

/** Told only because somebody says so: never by opening. */
export function ReceiptAsked({ conversation, seq, letter }: { conversation: string; seq: number; letter: Letter }) {
  const busy = useSignal(false);
  const give = async () => {
    busy.value = true;
    await sayIfRefused(giveReceipt(conversation, seq));
    busy.value = false;
  };
  if (letter.receipt_given_at) return <p class={styles.asked}>{mail.letter.receiptGiven(moment(letter.receipt_given_at, now.value))}</p>;
  return (
    <p class={styles.asked}>
      <span>{mail.letter.receiptAsked}</span>
      <Button disabled={busy.value} onClick={() => void give()}>
        <MailCheck />
        {mail.letter.giveReceipt}
      </Button>
    </p>
  );
}
