/** A courrier that passes on what was said: the server words it, as it stands now. */
import { post, Refusal } from "../net/api";
import { forwards as words } from "../fr.forwards";
import type { ExportView, PatientView } from "../protocol";
import { beginLetter } from "./letterDrafts";

export type Begun = { draft: string; problem: null } | { draft: null; problem: string };

/** `about`: whom the conversation is about, by which one is asked before another's name leaves. */
export async function beginForward(conversation: string, seqs: number[], about: PatientView | null): Promise<Begun> {
  try {
    const { text, files, subject } = await post("/api/mail/forwards", { body: { conversation, seqs } });
    const attached = files.filter(({ state }) => state === "ready").map(({ id, name, size }) => ({ id, name, size }));
    const draft = { subject: words.subject(subject), forwarded: text, attached, about, origin: { conversation, seqs } };
    return { draft: beginLetter(draft), problem: null };
  } catch (no) {
    if (no instanceof Refusal) return { draft: null, problem: no.message };
    throw no;
  }
}

/** The conversation as a PDF, once it is made. Its size is not known here: the server tells if it is too large. */
export function beginWithExport({ id, conversation, messages }: ExportView, about: PatientView | null): string {
  const pdf = { id, name: words.pdf(messages), size: 0 };
  return beginLetter({ subject: words.subject(""), exports: [pdf], about, origin: { conversation, seqs: [] } });
}
