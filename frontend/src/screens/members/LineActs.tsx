import { later } from "../../fr.later";
import type { Entry, Person } from "../../protocol";
import { undoAddition } from "../../store/members";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { fullName } from "../people";
import { minutesBetween } from "../times";
import { propose } from "./proposed";

/** Whether they have looked, only the server knows; after a day one need not be asked any more. */
const A_DAY = 24 * 60;

/** What can be done about a line of people: take an addition back, add who was proposed. */
export function LineActs({ entry, thread, me }: { entry: Entry; thread: Thread; me: Person }) {
  const { what } = entry;
  if (!thread.row || thread.row.left) return null;
  if (what.type === "member_added" && canBeUndone(entry, what.member, thread, me)) {
    return (
      <Button look="link" onClick={() => void sayIfRefused(undoAddition(thread.id, what.member.id))}>
        {later.lines.undo}
      </Button>
    );
  }
  const standIn = what.type === "member_left" ? what.replaced_by : null;
  if (!standIn || isThere(thread, standIn)) return null;
  return (
    <Button look="link" onClick={() => propose(standIn)}>
      {later.lines.addHim(fullName(standIn))}
    </Button>
  );
}

function canBeUndone(entry: Entry, member: Person, thread: Thread, me: Person): boolean {
  const came = thread.members.find(({ person, to_seq }) => person.id === member.id && to_seq === null)?.from_seq;
  const mine = thread.members.find(({ person, to_seq }) => person.id === me.id && to_seq === null)?.from_seq;
  const spoke = thread.entries.some(({ party, seq }) => party === member.id && seq > entry.seq);
  const there = came === entry.seq && mine !== undefined && mine < entry.seq && entry.party !== member.id;
  return there && !spoke && minutesBetween(entry.at, now.value.toISOString()) < A_DAY;
}

function isThere({ members }: Thread, { id }: Person): boolean {
  return members.some(({ person, to_seq }) => person.id === id && to_seq === null);
}
