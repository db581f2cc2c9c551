/** What became of a courrier for one of those it went to, in words. Pure. */
import { mail } from "../../fr.mail";
import { type LetterRecipient, type LetterState, unreachable } from "../../protocol";
import { moment } from "../times";

/** Of what came in, nobody knows whom else it reached. */
export type WrittenTo = LetterRecipient & { state: LetterState["state"] };

export function isWrittenTo(one: LetterRecipient): one is WrittenTo {
  return one.state !== null;
}

export function stateWords({ state, at }: WrittenTo, now: Date): string {
  const when = at ? ` ${moment(at, now)}` : "";
  switch (state) {
    case "waiting":
    case "unknown":
    case "failed":
    case "cancelled":
      return mail.states[state];
    case "sent":
    case "delayed":
    case "delivered":
    case "opened":
      return mail.states[state](when);
    default:
      return unreachable(state);
  }
}

/** Why, or what happens next; null: the state says it all. */
export function detailOf({ state, at, reason }: WrittenTo, now: Date): string | null {
  switch (state) {
    case "failed":
      return mail.states.refused(reason, at ? moment(at, now) : "");
    case "unknown":
      return reason || mail.states.unknownDetail;
    case "delayed":
      return reason || mail.states.delayedDetail;
    default:
      return null;
  }
}
