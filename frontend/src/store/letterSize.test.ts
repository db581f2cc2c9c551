import { expect, test } from "vitest";
import { base64Size, encodedSize, excessOf, LETTER_BYTES_MOST, roomLeft, toRemove } from "./letterSize";

test("a file is as long as its base64 in lines of 76 characters", () => {
  // As Python's email package makes them: an empty one, one line, one byte more, ten million.
  expect([0, 57, 58, 1_000_000].map(base64Size)).toEqual([0, 78, 84, 1_368_424]);
});

test("files weigh 37 % more once they are encoded", () => {
  const size = 5_000_000;
  expect(encodedSize("", [{ name: "a", size }]) / size).toBeCloseTo(1.37, 2);
});

test("at most ten million bytes, and what is left to join fits exactly", () => {
  const files = [{ name: "a", size: 3_000_000 }];
  const left = roomLeft("Chère consœur", files);
  expect(excessOf("Chère consœur", [...files, { name: "b", size: left }])).toBe(0);
  expect(excessOf("Chère consœur", [...files, { name: "b", size: left + 200 }])).toBeGreaterThan(0);
});

test("of files that are too much, the smallest that is enough is named", () => {
  const [small, middle, large] = [100_000, 2_000_000, 6_500_000].map((size) => ({ name: String(size), size }));
  expect(toRemove("", [large!, small!, middle!])).toEqual({ file: middle, enough: true });
  expect(toRemove("", [small!, middle!])).toBeNull();
});

test("where no one file is enough, the largest goes first", () => {
  const files = [9_000_000, 8_000_000, 9_500_000].map((size) => ({ name: String(size), size }));
  expect(toRemove("", files)).toEqual({ file: files[2], enough: false });
});

test("a text alone may be too long too", () => {
  expect(excessOf("é".repeat(2_000_000), [])).toBeGreaterThan(0);
  expect(LETTER_BYTES_MOST).toBe(10_000_000);
});
