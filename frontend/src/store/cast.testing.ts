/** The cast of the tests: camille (me), nadia and hugo work together. */
import type { ConversationView, EntriesPage, Entry, Happened, MessageBody, PatientView, Person, Row } from "../protocol";
import type { Opened } from "./apply";

export const ROOM = "11111111-1111-4111-8111-111111111111";
export const OTHER_ROOM = "22222222-2222-4222-8222-222222222222";
export const camille = person("aaaaaaaa-0000-4000-8000-000000000001", "Camille");
export const nadia = person("aaaaaaaa-0000-4000-8000-000000000002", "Nadia");
export const hugo = person("aaaaaaaa-0000-4000-8000-000000000003", "Hugo");

export function at(minutes: number): string {
  return new Date(Date.UTC(2025, 2, 12, 8, minutes)).toISOString();
}

export function message(seq: number, who: Person, more: { client_id?: string; text?: string } = {}): Entry {
  const { client_id = `client-${seq}`, text = `message ${seq}` } = more;
  const what = { type: "message_posted" as const, ...body({ message: `message-${seq}`, client_id, text }) };
  return { seq, at: at(seq), composed_at: at(seq), party: who.id, hand: null, counts: true, what };
}

export function body(given: Partial<MessageBody>): MessageBody {
  const standing = { state: "current" as const, version: 1, by_seq: null, at: null, in_place_at: null, reported: false };
  return { message: "", client_id: "", text: "", files: [], quote: null, mentions: [], request: null, standing, by_mail: false, ...given };
}

export function opening(who: Person): Entry {
  return { seq: 1, at: at(0), composed_at: null, party: who.id, hand: null, counts: false, what: { type: "conversation_opened" } };
}

export function happened(entry: Entry, conversation = ROOM): Happened {
  return { type: "happened", conversation, entry };
}

export function row(given: Partial<Omit<Row, "place">> & { place?: Partial<Row["place"]> } = {}): Row {
  const { place, ...rest } = given;
  return {
    id: ROOM,
    kind: "chat",
    subject: "Plaie du pied",
    patient: null,
    opposed: false,
    people: [nadia, hugo],
    member_count: 3,
    last: null,
    content_at: at(0),
    last_seq: 1,
    left: false,
    place: {
      read_upto: 0,
      unread: 0,
      favourite: false,
      todo: false,
      todo_seqs: [],
      archived: false,
      keep_archived: false,
      invitation: null,
      notify: null,
      urgent: false,
      version: 1,
      ...place,
    },
    ...rest,
  };
}

export function patient(given: Partial<PatientView> = {}): PatientView {
  return {
    id: "cccccccc-0000-4000-8000-000000000001",
    birth_name: "CADILLAC",
    birth_first_names: "JEANNE MARIE",
    used_name: "Roussel",
    first_name: "Jeanne",
    birth_date: "1941-03-14",
    sex: "F",
    birth_place: "31555",
    status: "QUAL",
    says_otherwise: false,
    ...given,
  };
}

export function view(given: Partial<ConversationView> = {}): ConversationView {
  const members = [camille, nadia, hugo].map((person) => ({ person, from_seq: 1, to_seq: null, suspended: false, formerly: [], absence: null }));
  const empty = { receipts: null, ins: null, closed: null, awaited: [], reported: [] };
  return { row: row(), members, visible: [[1, null]], ...empty, ...given };
}

export function page(entries: Entry[], given: Partial<EntriesPage> = {}): EntriesPage {
  const last_seq = entries.at(-1)?.seq ?? 0;
  return { entries, visible: [[1, null]], last_seq, more_before: false, more_after: false, ...given };
}

/** The conversation as camille holds it: opened by her, then these messages. */
export function opened(entries: Entry[], given: { view?: Partial<ConversationView>; page?: Partial<EntriesPage> } = {}): Opened {
  return { view: view(given.view), page: page(entries, given.page) };
}

function person(id: string, given_name: string): Person {
  return { id, title: "", given_name, family_name: "Test", profession: "infirmière", structure: "", town: "" };
}
