// @vitest-environment happy-dom
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Span } from "../protocol";
import { camille, message, nadia, OTHER_ROOM, ROOM } from "./cast.testing";

const reported = vi.hoisted(() => [] as { conversation: string; spans: Span[] }[]);
vi.mock("./reports", () => ({
  report: (conversation: string, spans: Span[]) => spans.length && reported.push({ conversation, spans }),
}));

const { watchAttention } = await import("./attention");
const seeing = await import("./seeing");
const { me } = await import("./state");

const said = [...Array.from({ length: 9 }, (_, index) => message(index + 1, nadia)), message(10, camille), message(11, nadia)];
const page = { visible: true, focused: true };

watchAttention();

beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());

beforeEach(() => {
  Object.defineProperty(document, "visibilityState", { get: () => (page.visible ? "visible" : "hidden"), configurable: true });
  document.hasFocus = () => page.focused;
  page.visible = page.focused = true;
  me.value = { person: camille, shared: false, protection: null, hand: null, roles: false, lock_after: 600, draft_key: "" };
  reported.length = 0;
  seeing.watchSeeing(ROOM, () => said);
  act();
});

afterEach(() => {
  seeing.watchSeeing(null);
  vi.advanceTimersByTime(10_000);
});

test("displayed for a second to somebody who looks, it is seen", () => {
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(999);
  expect(spans()).toEqual([]);
  vi.advanceTimersByTime(2);
  expect(spans()).toEqual([[3, 3]]);
  expect(reported[0]?.conversation).toBe(ROOM);
  expect(seeing.seenHere.value).toEqual(new Set([3]));
});

test("scrolled past in less than a second, it is not", () => {
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(900);
  seeing.leavesSight(3);
  vi.advanceTimersByTime(5_000);
  expect(spans()).toEqual([]);
});

test("in a hidden tab nothing is seen; the second begins when it shows", () => {
  page.visible = false;
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(5_000);
  expect(spans()).toEqual([]);
  page.visible = true;
  document.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(999);
  expect(spans()).toEqual([]);
  vi.advanceTimersByTime(2);
  expect(spans()).toEqual([[3, 3]]);
});

test("in a window that somebody else's covers nothing is seen, not even half of the second", () => {
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(600);
  page.focused = false;
  window.dispatchEvent(new Event("blur"));
  vi.advanceTimersByTime(3_000);
  page.focused = true;
  window.dispatchEvent(new Event("focus"));
  vi.advanceTimersByTime(600);
  expect(spans()).toEqual([]);
  vi.advanceTimersByTime(401);
  expect(spans()).toEqual([[3, 3]]);
});

test("nobody has touched anything for a minute: nobody is there, until a hand comes back", () => {
  vi.advanceTimersByTime(60_001);
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(30_000);
  expect(spans()).toEqual([]);
  act();
  vi.advanceTimersByTime(1_001);
  expect(spans()).toEqual([[3, 3]]);
});

test("what shows together is one span, across my own words, and mine alone are none", () => {
  for (const seq of [8, 9, 10, 11]) seeing.comesIntoSight(seq);
  vi.advanceTimersByTime(1_001);
  expect(spans()).toEqual([[8, 11]]);
  seeing.watchSeeing(OTHER_ROOM, () => said);
  seeing.comesIntoSight(10);
  vi.advanceTimersByTime(5_000);
  expect(spans()).toEqual([[8, 11]]);
});

test("at once if none was sent for two seconds, otherwise gathered", () => {
  seeing.comesIntoSight(1);
  vi.advanceTimersByTime(1_001);
  for (const seq of [2, 3, 4]) {
    seeing.comesIntoSight(seq);
    vi.advanceTimersByTime(300);
  }
  expect(spans()).toEqual([[1, 1]]);
  vi.advanceTimersByTime(1_101);
  expect(spans()).toEqual([[1, 1], [2, 4]]);
});

test("going to another conversation, or away, says at once what was seen", () => {
  seeing.comesIntoSight(1);
  vi.advanceTimersByTime(1_001);
  seeing.comesIntoSight(2);
  vi.advanceTimersByTime(1_000);
  seeing.flushSeen();
  expect(spans()).toEqual([[1, 1], [2, 2]]);
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(1_000);
  seeing.watchSeeing(OTHER_ROOM, () => said);
  expect(reported.map(({ conversation }) => conversation)).toEqual([ROOM, ROOM, ROOM]);
});

test("seen once is said once", () => {
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(1_001);
  seeing.leavesSight(3);
  seeing.comesIntoSight(3);
  vi.advanceTimersByTime(5_000);
  expect(spans()).toEqual([[3, 3]]);
});

function act(): void {
  window.dispatchEvent(new Event("pointermove"));
}

function spans(): [number, number][] {
  return reported.flatMap((one) => one.spans.map(({ from_seq, to_seq }): [number, number] => [from_seq, to_seq]));
}
