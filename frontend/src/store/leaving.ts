/** Sends a courrier: only online, once its files are there, and never twice under one name. */
import { post, Refusal } from "../net/api";
import type { FoundAddress, NewLetter } from "../protocol";
import { discardLetter, type LetterDraft } from "./letterDrafts";
import { GRACE, justWritten } from "./letters";
import { settled } from "./uploading";
import { areUp, letGo, problemIn } from "./uploads";

export type Left = { conversation: string; problem: null } | { conversation: null; problem: string };

/** `goneAlready`: what is said when its first try had arrived after all, and it was changed since. */
export async function sendLetter(draft: LetterDraft, box: string, goneAlready: string): Promise<Left> {
  if (!areUp(draft.files)) await settled(draft.files);
  const stuck = problemIn(draft.files);
  if (stuck) return { conversation: null, problem: stuck };
  const began = Date.now();
  try {
    const { conversation, seq } = await post("/api/mail/letters", { body: orderOf(draft, box) });
    justWritten(conversation, seq, began + GRACE);
    letGo(draft.files);
    discardLetter(draft.id);
    return { conversation, problem: null };
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    return { conversation: null, problem: no.code === "id_reused" ? goneAlready : no.message };
  }
}

function orderOf(draft: LetterDraft, box: string): NewLetter {
  return {
    id: draft.id,
    box,
    conversation: draft.conversation,
    answers: draft.answers,
    replaces: draft.replaces,
    to: draft.to.map(given),
    cc: draft.cc.map(given),
    subject: draft.subject,
    text: draft.text,
    files: draft.files.map(({ id }) => id),
    attached: draft.attached.map(({ id }) => id),
    exports: draft.exports.map(({ id }) => id),
    origin: draft.origin ?? null,
    receipt_wanted: draft.receipt,
    closes: draft.closes && [...draft.to, ...draft.cc].some(({ addressee }) => addressee.patient),
    composed_at: draft.at,
  };
}

function given({ addressee: { address, name } }: FoundAddress): { address: string; name: string } {
  return { address, name };
}
