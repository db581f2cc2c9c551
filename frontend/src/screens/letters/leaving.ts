/** Trying to send what is written, and what is in the way. */
import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { writing as words } from "../../fr.writing";
import { connected } from "../../store/connection";
import { enclosedIn, type LetterDraft, letterDraft, wholeText } from "../../store/letterDrafts";
import { boxOf, loadMailboxes, mailboxes } from "../../store/mailboxes";
import { go } from "../../store/route";
import { sendLetter } from "../../store/leaving";
import { excessOf } from "../../store/letterSize";
import { areUp } from "../../store/uploads";
import { type Doubt, questionBefore } from "../thread/OtherPatientQuestion";
import { tooLargeWords } from "./size";

export type Leaving = {
  busy: Signal<boolean>;
  problem: Signal<string | null>;
  /** Addresses that are still being looked at: nothing leaves before they are known. */
  settle: { current: (() => Promise<boolean>)[] };
  /** What is written names another patient than the one it is about. */
  doubt: Signal<Doubt | null>;
  send: (sure?: boolean) => Promise<void>;
};

export function useLeaving(id: string): Leaving {
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const settle = useRef<(() => Promise<boolean>)[]>([]);
  const doubt = useSignal<Doubt | null>(null);
  const send = async (sure = false) => {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    const known = await Promise.all(settle.current.map((one) => one()));
    const draft = letterDraft(id);
    if (draft && known.every(Boolean)) {
      doubt.value = sure ? null : doubtIn(draft);
      problem.value = inTheWay(draft) ?? (doubt.value ? null : await leave(draft, problem));
    }
    busy.value = false;
  };
  return { busy, problem, settle, doubt, send };
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

/** What is passed on was asked about when it was said: this is of what is written now. */
function doubtIn({ about, subject, text, files }: LetterDraft): Doubt | null {
  return questionBefore({ patient: about }, `${subject}\n${text}`, files.map(({ name }) => name));
}

/** In words, what keeps it from leaving as it is. */
function inTheWay(draft: LetterDraft): string | null {
  const [text, files] = [wholeText(draft), enclosedIn(draft)];
  if (draft.to.length === 0) return words.needOne;
  if (!text.trim() && files.length === 0) return words.needText;
  if (excessOf(text, files) > 0) return tooLargeWords(text, files);
  return connected.peek() ? null : words.offline;
}
