/** Of whom « Pris en compte » is still awaited in a conversation. Pure. */
import type { ConversationView, Entry, MessageBody } from "../protocol";
import { bodyOf, isVersion, rootOf } from "./aftermath";

export type Awaited = ConversationView["awaited"];

export function awaitedAfter(awaited: Awaited, entry: Entry, held: readonly Entry[]): Awaited {
  const { what, party } = entry;
  switch (what.type) {
    case "message_posted":
      return inOrder([...awaited, ...askedBy(entry)]);
    case "message_corrected":
      // At the end, it takes the place of what it corrects: what was given to that is asked again.
      return isVersion(entry) ? inOrder([...without(awaited, what.about), ...askedBy(entry)]) : awaited;
    case "message_cancelled":
    case "message_masked":
      return without(awaited, what.about);
    case "message_taken":
      return awaited.filter((one) => one.seq !== what.about || one.party !== party);
    case "taking_undone":
      return party ? inOrder([...awaited, { seq: what.about, about: rootIn(held, what.about), party }]) : awaited;
    default:
      return awaited;
  }
}

/** One that asks nothing asks of nobody. */
function askedBy(entry: Entry): Awaited {
  const request: MessageBody["request"] = bodyOf(entry)?.request ?? null;
  return (request?.people ?? []).map(({ party }) => ({ seq: entry.seq, about: rootOf(entry), party }));
}

function without(awaited: Awaited, about: number): Awaited {
  return awaited.filter((one) => one.about !== about);
}

function rootIn(held: readonly Entry[], seq: number): number {
  const entry = held.find((one) => one.seq === seq);
  return entry ? rootOf(entry) : seq;
}

function inOrder(awaited: Awaited): Awaited {
  return awaited.toSorted((one, other) => one.seq - other.seq || (one.party < other.party ? -1 : 1));
}
