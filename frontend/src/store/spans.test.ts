import { expect, test } from "vitest";
import { camille, message, nadia, opening } from "./cast.testing";
import { countNotBrowsed, spansOf } from "./spans";

const said = [opening(nadia), ...Array.from({ length: 40 }, (_, index) => message(index + 2, nadia))];

test("entries seen one after the other make one span", () => {
  expect(spansOf(new Set([4, 2, 3, 9]), said, camille.id)).toEqual([[2, 4], [9, 9]]);
});

test("what camille said herself does not break a span, nor begin or end one", () => {
  const talk = [message(2, camille), message(3, nadia), message(4, camille), message(5, nadia), message(6, camille)];
  expect(spansOf(new Set([2, 3, 4, 5, 6]), talk, camille.id)).toEqual([[3, 5]]);
});

test("a span does not reach over what one may not see", () => {
  expect(spansOf(new Set([3, 60]), [message(3, nadia), message(60, nadia)], camille.id)).toEqual([[3, 3], [60, 60]]);
});

const whole = { readUpto: 1, unread: 40, lastSeq: 41, moreAfter: false };

test("of 40 unread, jumping to the end where 6 show leaves 34 not browsed", () => {
  const seen = new Set([36, 37, 38, 39, 40, 41]);
  expect(countNotBrowsed(said, whole, seen, camille.id)).toBe(34);
  expect(countNotBrowsed(said.slice(-10), whole, seen, camille.id)).toBe(34);
});

test("going back to where one left off and reading down brings it to nothing", () => {
  const seen = new Set([2, 3, 4, 36, 37, 38, 39, 40, 41]);
  const marker = { ...whole, readUpto: 4, unread: 37, moreAfter: true };
  expect(countNotBrowsed(said.slice(0, 20), marker, seen, camille.id)).toBe(31);
  const all = new Set(said.map(({ seq }) => seq));
  expect(countNotBrowsed(said, { ...whole, readUpto: 41, unread: 0 }, all, camille.id)).toBe(0);
});

test("reading in order jumps over nothing", () => {
  expect(countNotBrowsed(said, whole, new Set([2, 3, 4]), camille.id)).toBe(0);
  expect(countNotBrowsed(said, whole, new Set(), camille.id)).toBe(0);
});
