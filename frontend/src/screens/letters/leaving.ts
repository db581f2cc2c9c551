/** Trying to send what is written, and what is in the way. */
import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { writing as words } from "../../fr.writing";
import { connected } from "../../store/connection";
import { type LetterDraft, letterDraft } from "../../store/letterDrafts";
import { boxOf, loadMailboxes, mailboxes } from "../../store/mailboxes";
import { go } from "../../store/route";
import { sendLetter } from "../../store/leaving";
import { excessOf } from "../../store/letterSize";
import { areUp } from "../../store/uploads";
import { tooLargeWords } from "./size";

export type Leaving = {
  busy: Signal<boolean>;
  problem: Signal<string | null>;
  /** Addresses that are still being looked at: nothing leaves before they are known. */
  settle: { current: (() => Promise<boolean>)[] };
  send: () => Promise<void>;
};

export function useLeaving(id: string): Leaving {
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const settle = useRef<(() => Promise<boolean>)[]>([]);
  const send = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    const known = await Promise.all(settle.current.map((one) => one()));
    const draft = letterDraft(id);
    if (draft && known.every(Boolean)) problem.value = inTheWay(draft) ?? (await leave(draft, problem));
    busy.value = false;
  };
  return { busy, problem, settle, send };
}

async function leave(draft: LetterDraft, problem: Signal<string | null>): Promise<string | null> {
  // A press may come before they are known.
  if (mailboxes.peek() === null && !(await loadMailboxes())) return words.offline;
  const box = boxOf(draft.box);
  if (!box) return words.noBox;
  if (!areUp(draft.files)) problem.value = words.waitsForFiles;
  const left = await sendLetter(draft, box.id, words.goneAlready);
  if (left.conversation) go({ filter: "mail", conversation: left.conversation, sheet: null, seq: null }, "replace");
  return left.problem;
}

/** In words, what keeps it from leaving as it is. */
function inTheWay(draft: LetterDraft): string | null {
  const files = [...draft.files, ...draft.attached];
  if (draft.to.length === 0) return words.needOne;
  if (!draft.text.trim() && files.length === 0) return words.needText;
  if (excessOf(draft.text, files) > 0) return tooLargeWords(draft.text, files);
  return connected.peek() ? null : words.offline;
}
