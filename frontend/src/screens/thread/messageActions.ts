/** What one can do about one message. */
import { Ban, Copy, Eye, EyeOff, Flag, Forward, History, MessageSquareDot, Repeat2, Reply, SquareCheck } from "lucide-preact";
import { fr } from "../../fr";
import { message as words } from "../../fr.message";
import type { Entry, MessageBody } from "../../protocol";
import { act, type Act, beginCorrecting } from "../../store/correcting";
import { putAlong } from "../../store/drafts";
import { todo } from "../../store/marks";
import { go } from "../../store/route";
import { thread } from "../../store/thread";
import type { Action } from "../../ui/Menu/Menu";
import { setUnread } from "../marking";
import { say, sayIfRefused } from "../notices";

export type Given = { conversation: string; entry: Entry; body: MessageBody; own: boolean; ticked: boolean; left: boolean };

export function messageActions(given: Given): Action[] {
  const { conversation, entry, body, ticked, left } = given;
  const { seq } = entry;
  const { text, standing } = body;
  const masked = standing.state === "masked";
  const answering: Action = { icon: Reply, label: words.answer, act: () => answer(conversation, seq) };
  return [
    ...(left || masked ? [] : [answering]),
    { icon: Eye, label: words.seenBy, act: () => go({ sheet: "readers", seq }) },
    {
      icon: SquareCheck,
      label: ticked ? fr.marks.done : fr.marks.tick,
      on: ticked,
      act: () => void sayIfRefused(todo(conversation, !ticked, seq)),
    },
    { icon: MessageSquareDot, label: words.markUnreadFrom, act: () => void setUnread(conversation, seq) },
    ...(masked || !text ? [] : [{ icon: Copy, label: words.copy, act: () => void copy(text) }]),
    ...(standing.state === "current" ? [{ icon: Forward, label: words.forward, act: () => void pass(conversation, seq) }] : []),
    ...versions(given),
    ...(left || masked ? [] : wrong(given)),
  ];
}

function versions({ entry, body: { standing } }: Given): Action[] {
  const changed = standing.version > 1 || standing.state !== "current" || standing.in_place_at !== null;
  return changed ? [{ icon: History, label: words.versions, act: () => go({ sheet: "versions", seq: entry.seq }) }] : [];
}

/** What one may do when it is wrong: its author puts it right, the others tell them. */
function wrong({ conversation, entry, body, own }: Given): Action[] {
  const at = { conversation, seq: entry.seq };
  const open = (what: Act["what"]) => () => (act.value = { what, ...at });
  if (!own) return [{ icon: Flag, label: words.report, act: open("report") }];
  const masking: Action = { icon: EyeOff, label: words.mask, act: open("mask") };
  if (body.standing.state !== "current") return [masking];
  const correct = () => beginCorrecting(conversation, entry, body);
  return [
    { icon: Repeat2, label: words.correct, act: correct },
    { icon: Ban, label: words.cancel, act: open("cancel") },
    masking,
  ];
}

/** By a courrier: what writes it is fetched then. */
async function pass(conversation: string, seq: number): Promise<void> {
  const { forward } = await import("../letters/forward");
  await forward(conversation, seq, thread.peek()?.row?.patient ?? null);
}

/** The message one will answer, and the caret where one writes. */
function answer(conversation: string, seq: number): void {
  putAlong(conversation, { quote: seq });
  document.getElementById("write")?.focus();
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
  } catch {
    say(words.copyRefused);
  }
}
