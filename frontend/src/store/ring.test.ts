import { expect, test } from "vitest";
import type { Entry } from "../protocol";
import { body, camille, hugo, message, nadia } from "./cast.testing";
import { isCalm, ringFor, type Situation, weightOf } from "./ring";

const PLAIN: Situation = { weight: "any", level: "all", calm: false, unread: true, looking: false, lately: false, hidden: false, device: false };
const SILENT = { tone: false, notice: false };

test("what is not seen is heard, and shown where the page is out of sight", () => {
  expect(ringFor(PLAIN)).toEqual({ tone: true, notice: false });
  expect(ringFor({ ...PLAIN, hidden: true })).toEqual({ tone: true, notice: true });
});

test("what was seen meanwhile, here or elsewhere, is not told", () => {
  expect(ringFor({ ...PLAIN, unread: false })).toEqual(SILENT);
  expect(ringFor({ ...PLAIN, looking: true, weight: "urgent" })).toEqual(SILENT);
});

test("within two minutes the same conversation makes no other sound", () => {
  expect(ringFor({ ...PLAIN, lately: true, hidden: true })).toEqual({ tone: false, notice: true });
});

test.each([
  { level: "none" as const, weight: "any" as const },
  { level: "none" as const, weight: "named" as const },
  { level: "mentions" as const, weight: "any" as const },
])("a conversation at « $level » is silent for what is $weight", (given) => {
  expect(ringFor({ ...PLAIN, hidden: true, ...given })).toEqual(SILENT);
});

test("being named is told where only that is", () => {
  expect(ringFor({ ...PLAIN, level: "mentions", weight: "named" })).toEqual({ tone: true, notice: false });
});

test("quiet hours are silent, and what is urgent passes them and a muted conversation", () => {
  expect(ringFor({ ...PLAIN, calm: true, hidden: true, weight: "named" })).toEqual(SILENT);
  expect(ringFor({ ...PLAIN, calm: true, level: "none", weight: "urgent" })).toEqual({ tone: true, notice: false });
});

test("a browser that is told by push leaves it all to push", () => {
  expect(ringFor({ ...PLAIN, device: true, hidden: true, weight: "urgent" })).toEqual(SILENT);
  expect(ringFor({ ...PLAIN, device: true })).toEqual(SILENT);
});

const NIGHT = { starts: "20:00", ends: "07:30", weekends: true };

test.each([
  ["2026-11-25T18:59:00Z", false], // Wednesday, 19:59 in Paris
  ["2026-11-25T19:00:00Z", true],
  ["2026-11-26T06:29:00Z", true],
  ["2026-11-26T06:30:00Z", false],
  ["2026-11-28T11:00:00Z", true], // Saturday at noon
  ["2026-11-30T06:00:00Z", true], // Monday, before the end of the night
  ["2026-11-30T07:00:00Z", false],
  // The night the clocks go back: 07:29, then 07:30, by the hour of winter.
  ["2026-10-26T06:29:00Z", true],
  ["2026-10-26T06:30:00Z", false],
  ["2026-07-01T05:29:00Z", true],
  ["2026-07-01T05:30:00Z", false],
])("quiet hours cross midnight, and follow the clock on the wall: %s", (at, calm) => {
  expect(isCalm(NIGHT, new Date(at))).toBe(calm);
});

test("quiet hours within a day, and a week-end like any day", () => {
  const siesta = { starts: "13:00", ends: "14:00", weekends: false };
  expect(isCalm(siesta, new Date("2026-11-28T12:30:00Z"))).toBe(true);
  expect(isCalm(siesta, new Date("2026-11-28T13:00:00Z"))).toBe(false);
});

const asking = (urgent: boolean, party = camille.id): Entry => {
  const entry = message(2, nadia);
  const request = { urgent, people: [{ party, hand: null, taken_at: null }] };
  return { ...entry, what: { type: "message_posted", ...body({ request }) } };
};

test("an entry weighs what it asks of me, or says to me", () => {
  const naming: Entry = { ...message(2, nadia), what: { type: "message_posted", ...body({ mentions: [camille.id] }) } };
  expect(weightOf(message(2, nadia), camille.id)).toBe("any");
  expect(weightOf(naming, camille.id)).toBe("named");
  expect(weightOf(asking(false), camille.id)).toBe("named");
  expect(weightOf(asking(true), camille.id)).toBe("urgent");
  expect(weightOf(asking(true, hugo.id), camille.id)).toBe("any");
});
