import { beforeEach, expect, test } from "vitest";
import { Measures } from "./Measures";

let measures: Measures;
const lay = (keys: string) => measures.lay([...keys], () => 10);

beforeEach(() => {
  measures = new Measures();
  lay("abcdefghij");
});

test("the line that covers a height is found", () => {
  measures.measured("a", 25);
  lay("abcdefghij");
  expect([measures.at(0), measures.at(24), measures.at(25), measures.at(9_999)]).toEqual([0, 0, 1, 9]);
});

test("older lines that arrive above do not move what is looked at", () => {
  const held = measures.hold(32);
  lay("123abcdefghij");
  expect(measures.scrollFor(held, 20)).toBe(62);
});

test("a line above that grows does not move what is looked at", () => {
  const held = measures.hold(32);
  measures.measured("a", 50);
  lay("abcdefghij");
  expect(measures.scrollFor(held, 20)).toBe(72);
});

test("a line that rises to the top does not take the view with it", () => {
  const held = measures.hold(30);
  lay("dabcefghij");
  expect(measures.scrollFor(held, 20)).toBe(30);
});

test("the view follows the next lines when the one it held is gone", () => {
  const held = measures.hold(32);
  lay("abcefghij");
  expect(measures.scrollFor(held, 20)).toBe(22);
});

test("the end stays the end, and nothing held is nothing to go by", () => {
  expect(measures.scrollFor("end", 20)).toBe(80);
  expect(measures.scrollFor([{ key: "z", offset: 0 }], 20)).toBeNull();
});
