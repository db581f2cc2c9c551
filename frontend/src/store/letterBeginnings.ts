/** With what a courrier begins that answers, passes on or replaces another. Pure. */
import { letters as words } from "../fr.letters";
import type { Addressee, Entry, FoundAddress, Letter } from "../protocol";
import type { LetterDraft } from "./letterDrafts";

/** One that a courrier was exchanged with already: nobody has to read it again. Whether it is of MSSanté is asked. */
export function addressed({ address, name, person, patient }: Addressee): FoundAddress {
  return { addressee: { address, name, person, patient }, in_directory: true, secure: true };
}

/** Who wrote, the others too, or where its writer asks to be answered. */
export type Whom = "one" | "all" | "elsewhere";

/** `own`: the addresses of my boxes, to which I do not answer. */
export function answering(conversation: string, entry: Entry, letter: Letter, whom: Whom, own: readonly string[]): Partial<LetterDraft> {
  const others = letter.recipients.filter(({ address }) => !own.includes(address.toLowerCase()));
  const direct = others.filter((one) => !one.copy_only);
  const copies = others.filter((one) => one.copy_only);
  const to = letter.outgoing ? direct : whom === "all" ? [letter.sender, ...direct] : [elsewhere(letter, whom) ?? letter.sender];
  return {
    conversation,
    answers: entry.seq,
    subject: prefixed(words.re, letter.subject),
    to: once(to).map(addressed),
    cc: whom === "all" ? once(copies).map(addressed) : [],
  };
}

function elsewhere({ reply_to }: Letter, whom: Whom): Addressee | null {
  return whom === "elsewhere" && reply_to ? { address: reply_to, name: "", person: null, patient: false } : null;
}

/** What was taken back: its own words, and below them what it passed on, which the server words again. */
export function parted(text: string, passesOn: boolean): { text: string; forwarded: string } {
  const at = passesOn ? text.search(/^Transmis depuis /m) : -1;
  return at < 0 ? { text, forwarded: "" } : { text: text.slice(0, at).trimEnd(), forwarded: text.slice(at) };
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
