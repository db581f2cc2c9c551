import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Undo2 } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Entry, Letter } from "../../protocol";
import { draftAgain } from "../../store/letterDrafts";
import { cancelSending, leavesAt } from "../../store/letters";
import { go } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { say, sayIfRefused } from "../notices";
import styles from "./TakeBack.module.css";

/** Twenty seconds in which it can be taken back; the time left is for eyes, the fact for ears. */
export function TakeBack({ conversation, entry, letter }: { conversation: string; entry: Entry; letter: Letter }) {
  const left = useSecondsLeft(leavesAt(conversation, entry.seq, entry.at));
  if (left <= 0 || letter.recipients.some(({ state }) => state !== "waiting")) return null;
  const cancel = async () => {
    if (!(await sayIfRefused(cancelSending(conversation, entry.seq)))) return;
    const draft = draftAgain(conversation, letter);
    say(mail.undo.cancelled, [{ label: mail.undo.again, act: () => go({ writing: draft }) }]);
  };
  return (
    <div class={styles.back}>
      <p role="status">{mail.undo.leaves}</p>
      <Button onClick={() => void cancel()}>
        <Undo2 />
        {mail.undo.cancel}
        <span aria-hidden="true">{mail.undo.left(left)}</span>
      </Button>
    </div>
  );
}

function useSecondsLeft(end: number): number {
  const now = useSignal(Date.now());
  const left = Math.ceil((end - now.value) / 1_000);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => (now.value = Date.now()), Math.min(1_000, end - Date.now()));
    return () => clearTimeout(timer);
  }, [now.value, end]);
  return left;
}
