/** What a later entry makes of earlier ones, as the server would tell them afresh. Pure. */
import type { Entry, Happening, Letter, LetterState, MessageBody } from "../protocol";

type InPlace = Extract<Happening, { type: "message_corrected" }>;
/** What changed the standing: when, and by which entry if that may be told. */
type By = { seq: number | null; at: string };

/** The entries after this one has come: those it points back at have changed. */
export function withAftermath(entries: Entry[], later: Entry): Entry[] {
  const { what } = later;
  switch (what.type) {
    case "message_corrected":
      return what.in_place ? replacedInPlace(entries, later, what) : changed(entries, what.about, (body) => corrected(body, later));
    case "message_cancelled":
      return changed(entries, what.about, (body) => settled(body, "cancelled", later));
    case "message_masked":
      return entries.map((entry) => masked(entry, what.about, later));
    case "message_reported":
      return changed(entries, what.about, (body) => ({ ...body, standing: { ...body.standing, reported: true } }));
    case "message_taken":
      return taken(entries, what.about, later, later.at);
    case "taking_undone":
      return taken(entries, what.about, later, null);
    case "letter_state_changed":
      return lettered(entries, what.about, (letter) => withState(letter, what));
    case "receipt_given":
      return lettered(entries, what.about, (letter) => ({ ...letter, receipt_given_at: later.at }));
    default:
      return entries;
  }
}

/** The words of an entry that has some: a message, what corrects one, or a letter. */
export function bodyOf({ what }: Entry): MessageBody | null {
  return what.type === "message_posted" || what.type === "message_corrected" || what.type === "letter_exchanged" ? what : null;
}

/** The seq of the first version of what this entry says. */
export function rootOf({ seq, what }: Entry): number {
  return what.type === "message_corrected" ? what.about : seq;
}

/** Does it stand in the thread by itself? A correction in place only changes another. */
export function isVersion(entry: Entry): boolean {
  return bodyOf(entry) !== null && !(entry.what.type === "message_corrected" && entry.what.in_place);
}

/** The number of the words an entry shows; 1 for what has none. */
export function versionOf(entry: Entry | undefined): number {
  return (entry && bodyOf(entry)?.standing.version) ?? 1;
}

/** Does its author answer by this what was reported of their message? */
export function isAnswer({ what }: Entry, root: number): boolean {
  const answers = what.type === "message_corrected" || what.type === "message_cancelled" || what.type === "message_masked";
  return answers && what.about === root;
}

function changed(entries: readonly Entry[], about: number, change: (body: MessageBody) => MessageBody): Entry[] {
  return entries.map((entry) => (isVersion(entry) && rootOf(entry) === about ? withBody(entry, change) : entry));
}

function lettered(entries: readonly Entry[], about: number, change: (letter: Letter) => Letter): Entry[] {
  return entries.map((entry) =>
    entry.seq === about && entry.what.type === "letter_exchanged" ? { ...entry, what: change(entry.what) } : entry,
  );
}

/** What is said last of a recipient is how it stands there. */
function withState(letter: Letter, { recipient, state, at, reason }: LetterState): Letter {
  const recipients = letter.recipients.map((one) => (one.position === recipient ? { ...one, state, at, reason } : one));
  return { ...letter, recipients };
}

function withBody(entry: Entry, change: (body: MessageBody) => MessageBody): Entry {
  const body = bodyOf(entry);
  return body ? { ...entry, what: { ...entry.what, ...change(body) } as Happening } : entry;
}

function corrected(body: MessageBody, later: Entry): MessageBody {
  const replaced = settled(body, "corrected", later);
  return { ...replaced, standing: { ...replaced.standing, reported: false } };
}

function settled(body: MessageBody, state: MessageBody["standing"]["state"], { seq, at }: By): MessageBody {
  const reported = state === "cancelled" ? false : body.standing.reported;
  return { ...body, standing: { ...body.standing, state, by_seq: seq, at, reported } };
}

/** The entry whose words it replaces takes the new ones; all versions are answered for. */
function replacedInPlace(entries: readonly Entry[], later: Entry, said: InPlace): Entry[] {
  const answered = changed(entries, said.about, (body) => ({ ...body, standing: { ...body.standing, reported: false } }));
  return answered.map((entry) =>
    entry.seq === said.replaces ? withBody(entry, (body) => withWords(body, said, later)) : entry,
  );
}

function withWords(body: MessageBody, said: MessageBody, { at }: Entry): MessageBody {
  const { version } = said.standing;
  const files = said.files.length ? said.files : body.files;
  return { ...body, text: said.text, files, standing: { ...body.standing, version, in_place_at: at } };
}

/** Masked, as one who left hears it: by which entry, they are not told. */
export function withoutWords(entries: readonly Entry[], about: number, at: string): Entry[] {
  return entries.map((entry) => masked(entry, about, { seq: null, at }));
}

function masked(entry: Entry, about: number, later: By): Entry {
  if (entry.what.type === "message_cancelled" && entry.what.about === about) {
    return { ...entry, what: { ...entry.what, reason: "" } };
  }
  if (rootOf(entry) !== about) return entry;
  return withBody(entry, (body) => ({ ...settled(body, "masked", later), text: "", files: [] }));
}

function taken(entries: readonly Entry[], about: number, by: Entry, taken_at: string | null): Entry[] {
  return entries.map((entry) => (entry.seq === about ? withBody(entry, (body) => withTaken(body, by, taken_at)) : entry));
}

function withTaken(body: MessageBody, by: Entry, taken_at: string | null): MessageBody {
  if (!body.request) return body;
  const hand = taken_at === null ? null : by.hand;
  const people = body.request.people.map((one) => (one.party === by.party ? { ...one, taken_at, hand } : one));
  return { ...body, request: { ...body.request, people } };
}
