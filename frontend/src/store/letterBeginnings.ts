/** With what a courrier begins that answers, passes on or replaces another. Pure. */
import { letters as words } from "../fr.letters";
import type { Addressee, Entry, FoundAddress, Letter } from "../protocol";
import type { LetterDraft } from "./letterDrafts";

const PATIENTS = "@patient.mssante.fr";

/** One that a courrier was exchanged with already. */
export function addressed({ address, name, person, patient }: Addressee): FoundAddress {
  return { addressee: { address, name, person, patient }, in_directory: person !== null, secure: true };
}

/** `own`: the addresses of my boxes, to which I do not answer. */
export function answering(conversation: string, entry: Entry, letter: Letter, whom: "one" | "all", own: readonly string[]): Partial<LetterDraft> {
  const others = letter.recipients.filter(({ address }) => !own.includes(address.toLowerCase()));
  const direct = others.filter((one) => !one.copy_only);
  const copies = others.filter((one) => one.copy_only);
  const to = letter.outgoing ? direct : whom === "one" ? [letter.sender] : [letter.sender, ...direct];
  return {
    conversation,
    answers: entry.seq,
    subject: prefixed(words.re, letter.subject),
    to: once(to).map(addressed),
    cc: whom === "all" ? once(copies).map(addressed) : [],
  };
}

/** Its words and files; to whom is still to be said. A thread of its own. */
export function forwarding(conversation: string, entry: Entry, letter: Letter): Partial<LetterDraft> {
  const { sender, subject, text, quoted, files } = letter;
  const said = [text, quoted].filter(Boolean).join("\n\n");
  // A patient's address is made of their matricule: it is not passed on.
  const from = sender.address.endsWith(PATIENTS) ? sender.name || words.aPatient : [sender.name, sender.address].filter(Boolean).join(", ");
  return {
    subject: prefixed(words.fw, subject),
    text: `\n\n${words.forwarded(from, new Date(entry.at))}\n\n${said}`,
    attached: files.filter(({ state }) => state === "ready").map(({ id, name, size }) => ({ id, name, size })),
    origin: { conversation, seqs: [entry.seq] },
  };
}

/** « ANNULE ET REMPLACE – » is put before its subject as it leaves. */
export function replacing(conversation: string, entry: Entry, letter: Letter): Partial<LetterDraft> {
  const [to, cc] = [letter.recipients.filter((one) => !one.copy_only), letter.recipients.filter((one) => one.copy_only)];
  return {
    conversation,
    replaces: entry.seq,
    subject: letter.subject,
    text: letter.text,
    to: to.map(addressed),
    cc: cc.map(addressed),
    attached: letter.files.filter(({ state }) => state === "ready").map(({ id, name, size }) => ({ id, name, size })),
  };
}

function prefixed(prefix: string, subject: string): string {
  return new RegExp(`^${prefix}\\s*:`, "i").test(subject) ? subject : `${prefix}: ${subject}`.trim();
}

function once<One extends Addressee>(people: readonly One[]): One[] {
  return people.filter((one, at) => people.findIndex(({ address }) => address.toLowerCase() === one.address.toLowerCase()) === at);
}
