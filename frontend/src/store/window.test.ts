import { expect, test } from "vitest";
import type { EntriesPage } from "../protocol";
import { message, nadia, page } from "./cast.testing";
import { nextVisible } from "./ranges";
import { bounded, joined, MOST, withFollowing, withPreceding } from "./window";

function stretch(from: number, to: number, given: Partial<EntriesPage> = {}): EntriesPage {
  const entries = Array.from({ length: to - from + 1 }, (_, index) => message(from + index, nadia));
  return page(entries, { last_seq: 1_000, more_before: from > 1, more_after: to < 1_000, ...given });
}

function seqs({ entries }: EntriesPage): [number | undefined, number | undefined, number] {
  return [entries[0]?.seq, entries.at(-1)?.seq, entries.length];
}

test("scrolling down and up never shows an entry twice", () => {
  expect(seqs(withFollowing(stretch(1, 50), stretch(40, 90)))).toEqual([1, 90, 90]);
  expect(seqs(withPreceding(stretch(51, 100), stretch(20, 60)))).toEqual([20, 100, 81]);
});

test("an answer that did not know of the last news does not hide that there is more", () => {
  const told = stretch(1, 50, { last_seq: 101 });
  const got = stretch(51, 100, { last_seq: 100, more_after: false });
  expect(withFollowing(told, got)).toMatchObject({ more_after: true, last_seq: 101 });
});

test("jumping far away takes another stretch, jumping near joins the two", () => {
  expect(seqs(joined(stretch(1, 50), stretch(900, 1_000)))).toEqual([900, 1_000, 101]);
  expect(seqs(joined(stretch(1, 50), stretch(51, 100)))).toEqual([1, 100, 100]);
  expect(seqs(joined(stretch(51, 100), stretch(1, 50)))).toEqual([1, 100, 100]);
  expect(joined(stretch(51, 100), stretch(1, 50)).more_before).toBe(false);
});

test("ten thousand messages scrolled through leave a bounded stretch", () => {
  let held = stretch(1, 50, { last_seq: 10_000 });
  for (let from = 51; from < 10_000; from += 50) {
    held = bounded(withFollowing(held, stretch(from, from + 49, { last_seq: 10_000, more_after: from < 9_951 })), "before");
  }
  expect(seqs(held)).toEqual([10_001 - MOST, 10_000, MOST]);
  expect(held).toMatchObject({ more_before: true, more_after: false });
});

test("after what one may see comes the next range", () => {
  expect(nextVisible([[1, 40], [60, null]], 40)).toBe(60);
  expect(nextVisible([[1, 40], [60, null]], 12)).toBe(13);
  expect(nextVisible([[1, 40]], 40)).toBe(null);
});
