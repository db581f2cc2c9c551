/** What one can do about one letter. */
import { Copy, Forward, FileDown, Link2, MessageSquareDot, Repeat2, Reply, ReplyAll, SquareCheck } from "lucide-preact";
import { fr } from "../../fr";
import { mail } from "../../fr.mail";
import type { Entry, Letter } from "../../protocol";
import { draftAnswer, draftReplacing } from "../../store/letterDrafts";
import { joining, originalOf } from "../../store/letters";
import { myAddresses } from "../../store/mailboxes";
import { todo } from "../../store/marks";
import { go } from "../../store/route";
import type { Thread } from "../../store/thread";
import type { Action } from "../../ui/Menu/Menu";
import { setUnread } from "../marking";
import { say, sayIfRefused } from "../notices";
import { forward } from "./forward";

type Given = { entry: Entry; letter: Letter; thread: Thread };

export function letterActions({ entry, letter, thread }: Given): Action[] {
  const { seq } = entry;
  const ticked = thread.row?.place.todo_seqs.includes(seq) ?? false;
  const write = (draft: string) => go({ writing: draft });
  const others = letter.recipients.length > 1;
  return [
    { icon: Reply, label: mail.letter.answer, act: () => write(draftAnswer(thread.id, entry, letter, "one", myAddresses())) },
    ...(others ? [{ icon: ReplyAll, label: mail.letter.answerAll, act: () => write(draftAnswer(thread.id, entry, letter, "all", myAddresses())) }] : []),
    { icon: Forward, label: mail.letter.forward, act: () => void forward(thread.id, seq, thread.row?.patient ?? null) },
    ...(letter.outgoing ? [{ icon: Repeat2, label: mail.letter.replace, act: () => write(draftReplacing(thread.id, entry, letter)) }] : []),
    { icon: SquareCheck, label: ticked ? fr.marks.done : fr.marks.tick, on: ticked, act: () => void sayIfRefused(todo(thread.id, !ticked, seq)) },
    { icon: MessageSquareDot, label: mail.letter.markUnreadFrom, act: () => void setUnread(thread.id, seq) },
    ...(letter.text ? [{ icon: Copy, label: mail.letter.copyText, act: () => void copy(letter.text) }] : []),
    { icon: Link2, label: mail.joining.action, act: () => (joining.value = thread.id) },
    ...(letter.original ? [{ icon: FileDown, label: mail.letter.original, act: () => location.assign(originalOf(thread.id, seq)) }] : []),
  ];
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(mail.letter.copied);
  } catch {
    say(mail.letter.copyRefused);
  }
}
