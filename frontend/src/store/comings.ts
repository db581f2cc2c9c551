/** What people who come and go, a subject and a closing make of a conversation and of its row. Pure. */
import type { ConversationView, Entry, Member, Person, Ranges, Row } from "../protocol";

const NAMED = 12; // as many others as a row names

/** Does it count for me? That somebody added me does, and for nobody else. */
export function countsFor(entry: Entry, me: string): boolean {
  return entry.counts || (entry.party !== me && (addsMe(entry, me) || vacatesMine(entry, me)));
}

/** What I may see has grown: the page does not know by what, and asks. */
export function showsMore(entry: Entry, me: string): boolean {
  const { what } = entry;
  const back = what.type === "access_restored" && what.member.id === me;
  return back || addsMe(entry, me) || (what.type === "history_widened" && what.member === me);
}

/** It may be the first to name somebody: who that is here, only the server knows. */
export function mayNameOthers({ what }: Entry): boolean {
  return what.type === "letter_exchanged";
}

/** Somebody is there from now on: whether they are away, the news does not say. */
export function newcomer({ what }: Entry): string | null {
  return what.type === "member_added" || what.type === "access_restored" ? what.member.id : null;
}

/** Nobody hears what I asked, or answers it. */
export function vacatesMine({ what }: Entry, me: string): boolean {
  return "asker" in what && what.asker === me;
}

function addsMe({ what }: Entry, me: string): boolean {
  return what.type === "member_added" && what.member.id === me;
}

/** A row but for what an entry that counts does to it. */
export function rowAfter(row: Row, { what, party }: Entry, me: string): Row {
  switch (what.type) {
    case "member_added":
    case "access_restored":
      return withPerson(row, what.member, me);
    case "addition_undone":
      return without(row, what.member.id);
    case "access_suspended":
      return without(row, what.member);
    case "member_left":
      return party === me ? { ...without(row, me), left: true, place: { ...row.place, unread: 0 } } : without(row, party);
    case "subject_changed":
      return { ...row, subject: what.subject };
    default:
      return row;
  }
}

function withPerson(row: Row, member: Person, me: string): Row {
  if (member.id === me) return row;
  const people = row.people.length < NAMED ? [...row.people, member] : row.people;
  return { ...row, people, member_count: row.member_count + 1 };
}

function without(row: Row, party: string | null): Row {
  return { ...row, people: row.people.filter(({ id }) => id !== party), member_count: row.member_count - 1 };
}

export function viewAfter(view: ConversationView, entry: Entry, me: string): ConversationView {
  const members = membersAfter(view.members, entry);
  const closed = closedAfter(view.closed, entry);
  return { ...view, members, closed, visible: visibleAfter(view.visible, entry, me) };
}

/** Where I left, what I may see ends. */
export function visibleAfter(visible: Ranges, { what, party, seq }: Entry, me: string): Ranges {
  if (what.type !== "member_left" || party !== me) return visible;
  return visible.map(([first, last]) => [first, last ?? seq]);
}

function membersAfter(members: Member[], { what, party, seq }: Entry): Member[] {
  switch (what.type) {
    case "member_added":
    case "access_restored":
      return [...members, { person: what.member, from_seq: seq, to_seq: null, suspended: false, formerly: [], absence: null }];
    case "addition_undone":
      return members.filter((member) => !isThere(member, what.member.id));
    case "member_left":
    case "access_suspended": {
      const suspended = what.type === "access_suspended";
      const who = suspended ? what.member : party;
      return members.map((member) => (isThere(member, who) ? { ...member, to_seq: seq, suspended } : member));
    }
    default:
      return members;
  }
}

function isThere({ person, to_seq }: Member, party: string | null): boolean {
  return person.id === party && to_seq === null;
}

function closedAfter(closed: ConversationView["closed"], { what, party, at, seq }: Entry): ConversationView["closed"] {
  switch (what.type) {
    case "conversation_closed":
      return { seq, at, party: party ?? "", conclusion: what.conclusion };
    case "conversation_reopened":
    case "message_posted":
      return null;
    default:
      return closed;
  }
}
