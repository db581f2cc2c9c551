/** What one can do about one message. */
import { Copy, Eye, MessageSquareDot, Reply, SquareCheck } from "lucide-preact";
import { fr } from "../../fr";
import { putAlong } from "../../store/drafts";
import { todo } from "../../store/marks";
import { go } from "../../store/route";
import type { Action } from "../../ui/Menu/Menu";
import { setUnread } from "../marking";
import { say, sayIfRefused } from "../notices";

type Given = { conversation: string; seq: number; text: string; ticked: boolean; left: boolean };

export function messageActions({ conversation, seq, text, ticked, left }: Given): Action[] {
  const answering: Action = { icon: Reply, label: fr.quotes.answer, act: () => answer(conversation, seq) };
  return [
    ...(left ? [] : [answering]),
    { icon: Eye, label: fr.marks.seenBy, act: () => go({ sheet: "readers", seq }) },
    {
      icon: SquareCheck,
      label: ticked ? fr.marks.done : fr.marks.tick,
      on: ticked,
      act: () => void sayIfRefused(todo(conversation, !ticked, seq)),
    },
    { icon: MessageSquareDot, label: fr.marks.markUnreadFrom, act: () => void setUnread(conversation, seq) },
    { icon: Copy, label: fr.marks.copy, act: () => void copy(text) },
  ];
}

/** The message one will answer, and the caret where one writes. */
function answer(conversation: string, seq: number): void {
  putAlong(conversation, { quote: seq });
  document.getElementById("write")?.focus();
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(fr.marks.copied);
  } catch {
    say(fr.marks.copyRefused);
  }
}
