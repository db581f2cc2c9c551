/** What goes along with a message when it leaves: checked against who takes part now. Pure. */
import type { Person } from "../../protocol";
import type { Along } from "../../store/along";
import { mentionsIn } from "./mentioning";

/** conversations/named.py holds to the same number. */
export const URGENT_MOST = 5;

/** Why it cannot leave yet: nobody was chosen, or too many for an urgent one. */
export type Missing = "people" | "fewer";

/** Nobody is asked who is not shown among those who may be chosen. */
export function leaving(along: Along, text: string, people: readonly Person[]): Along {
  const there = new Set(people.map(({ id }) => id));
  const asked = along.request?.people.filter((id) => there.has(id)) ?? [];
  return {
    ...along,
    mentions: mentionsIn(text, people, along.mentions),
    request: along.request && { ...along.request, people: asked },
  };
}

export function missingIn({ request }: Along): Missing | null {
  if (request === null) return null;
  if (request.people.length === 0) return "people";
  return request.urgent && request.people.length > URGENT_MOST ? "fewer" : null;
}
