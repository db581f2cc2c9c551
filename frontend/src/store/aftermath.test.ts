import { expect, test } from "vitest";
import type { Entry, Happening, MessageBody } from "../protocol";
import { bodyOf, withAftermath, withoutWords } from "./aftermath";
import { apply } from "./apply";
import { at, body, camille, happened, message, nadia, opened, opening, page, ROOM, row } from "./cast.testing";
import { applyToRow } from "./rows";
import { withFollowing } from "./window";

type Correction = Extract<Happening, { type: "message_corrected" }>;

const wrong = message(2, camille, { text: "5 mg" });

function correction(seq: number, text: string, more: Partial<Correction> = {}): Entry {
  const standing = { ...body({}).standing, version: seq - 1, ...more.standing };
  const what: Correction = {
    type: "message_corrected",
    ...body({ client_id: `client-${seq}`, text }),
    about: 2,
    in_place: false,
    replaces: 2,
    replaced_at: at(2),
    reason: null,
    ...more,
    standing,
  };
  return { seq, at: at(seq), composed_at: null, party: camille.id, hand: null, counts: !what.in_place, what };
}

function cancellation(seq: number, about: number): Entry {
  return { seq, at: at(seq), composed_at: null, party: camille.id, hand: null, counts: true, what: { type: "message_cancelled", about, reason: "faux" } };
}

function masking(seq: number, about: number): Entry {
  const what = { type: "message_masked" as const, about, reason: "wrong_patient" as const };
  return { seq, at: at(seq), composed_at: null, party: camille.id, hand: null, counts: false, what };
}

function bodies(entries: Entry[]): (MessageBody | null)[] {
  return entries.map(bodyOf);
}

test("a correction at the end folds the original, whose words stay", () => {
  const [original] = bodies(withAftermath([wrong], correction(3, "50 mg")));
  expect(original).toMatchObject({ text: "5 mg", standing: { state: "corrected", by_seq: 3, at: at(3), version: 1 } });
});

test("a correction in place gives its words to the entry it replaces, and to no other version", () => {
  const second = correction(3, "15 mg");
  const later = correction(4, "50 mg", { in_place: true, replaces: 3 });
  const [original, corrected] = bodies(withAftermath(withAftermath([wrong], second).concat(second), later));
  expect(original).toMatchObject({ text: "5 mg", standing: { state: "corrected", in_place_at: null } });
  expect(corrected).toMatchObject({ text: "50 mg", standing: { state: "current", in_place_at: at(4), version: 3 } });
});

test("a correction in place of a version that is not held changes no other", () => {
  const later = correction(9, "50 mg", { in_place: true, replaces: 7 });
  expect(bodies(withAftermath([wrong], later))[0]).toMatchObject({ text: "5 mg" });
});

test("cancelled, all versions are", () => {
  const second = correction(3, "15 mg");
  const after = bodies(withAftermath([wrong, second], cancellation(4, 2)));
  expect(after.map((said) => said?.standing.state)).toEqual(["cancelled", "cancelled"]);
});

test("masked, the words of all versions go, and those of the cancellation", () => {
  const held = [wrong, correction(3, "15 mg", { in_place: true }), correction(4, "50 mg"), cancellation(5, 2)];
  const after = withAftermath(held, masking(6, 2));
  expect(bodies(after).slice(0, 3).map((said) => said?.text)).toEqual(["", "", ""]);
  expect(after[3]?.what).toEqual({ type: "message_cancelled", about: 2, reason: "" });
});

test("one who left hears that it is masked, and not by which entry", () => {
  const [hidden] = bodies(withoutWords([wrong], 2, at(9)));
  expect(hidden).toMatchObject({ text: "", standing: { state: "masked", by_seq: null, at: at(9) } });
});

test("another message is as it was", () => {
  const other = message(3, nadia);
  for (const later of [correction(4, "50 mg"), cancellation(4, 2), masking(4, 2)]) {
    expect(withAftermath([other], later)).toEqual([other]);
  }
});

test("what was missed and fetched changes what is held too", () => {
  const held = page([opening(camille), wrong]);
  const got = page([correction(3, "50 mg"), masking(4, 2)], { last_seq: 4 });
  const [, original] = bodies(withFollowing(held, got).entries);
  expect(original).toMatchObject({ text: "", standing: { state: "masked", by_seq: 4 } });
});

test("an error reported to me is shown until I answer", () => {
  const report = { about: 2, party: nadia.id, hand: null, reason: "clinical" as const, at: at(3) };
  const told = { type: "error_reported" as const, conversation: ROOM, report };
  const start = opened([opening(camille), wrong]);
  const reported = apply(apply(start, told, camille.id), told, camille.id);
  expect(reported.view.reported).toEqual([report]);
  expect(apply(reported, happened(message(3, nadia)), camille.id).view.reported).toEqual([report]);
  expect(apply(reported, happened(correction(3, "50 mg")), camille.id).view.reported).toEqual([]);
});

test("the list shows what stands: corrected in place, cancelled, masked", () => {
  const said = applyToRow(row(), happened(wrong), nadia.id);
  const replaced = applyToRow(said, happened(correction(3, "50 mg", { in_place: true })), nadia.id);
  expect(replaced.last).toMatchObject({ seq: 2, root: 2, text: "50 mg", state: "said" });
  const cancelled = applyToRow(replaced, happened(cancellation(4, 2)), nadia.id);
  expect(cancelled.last).toMatchObject({ seq: 4, root: 2, text: "faux", state: "cancelled" });
  expect(applyToRow(cancelled, happened(masking(5, 2)), nadia.id).last).toMatchObject({ seq: 4, text: "", state: "masked" });
  const hidden = { type: "message_hidden" as const, conversation: ROOM, about: 2, at: at(9) };
  expect(applyToRow(said, hidden, nadia.id).last).toMatchObject({ text: "", state: "masked" });
});
