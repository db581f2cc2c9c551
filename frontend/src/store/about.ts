/** Whom a conversation is about, after an entry that says so. Pure. */
import type { ConversationView, Entry, Happening, Row } from "../protocol";

export function aboutAfter(what: Happening): Partial<Pick<Row, "patient" | "opposed">> {
  switch (what.type) {
    case "patient_set":
      return { patient: what.patient, opposed: what.opposed };
    case "opposition_changed":
      return { opposed: what.recorded };
    default:
      return {};
  }
}

export function insAfter(view: ConversationView, what: Happening): ConversationView["ins"] {
  return what.type === "patient_set" ? what.ins : view.ins;
}

/** Entries that were missed, and fetched in order: the identity shown is never that of before. */
export function caughtUp(view: ConversationView, entries: readonly Entry[]): ConversationView {
  return entries.reduce(
    (now, { what }) => ({ ...now, row: { ...now.row, ...aboutAfter(what) }, ins: insAfter(now, what) }),
    view,
  );
}
