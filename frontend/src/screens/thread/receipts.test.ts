import { expect, test } from "vitest";
import type { Person, Receipts } from "../../protocol";
import { receiptLine } from "./receipts";

const NOW = new Date(2026, 10, 23, 15, 0);
const AT = new Date(2026, 10, 23, 14, 32).toISOString();

const personOf = (id: string): Person => ({
  id,
  title: "",
  given_name: id,
  family_name: id.toUpperCase(),
  profession: "",
  structure: "",
  town: "",
});

function line(readers: number, seen: string[], delivered: string[] = []): string | null {
  const receipts: Receipts = { seq: 1, readers, seen: seen.map((party) => ({ party, at: AT, hand: null })), delivered };
  return receiptLine(receipts, personOf, NOW);
}

test("nothing is said before it has arrived anywhere", () => {
  expect(line(1, [])).toBeNull();
});

test("« Distribué » is said when it has reached everybody, and how many before", () => {
  expect(line(1, [], ["hugo"])).toBe("Distribué");
  expect(line(4, [], ["hugo"])).toBe("Distribué à\u00a01 sur\u00a04");
});

test("between two people the time is enough", () => {
  expect(line(1, ["hugo"])).toBe("Vu à\u00a014:32");
});

test("up to five readers are named, and how many are missing is said", () => {
  expect(line(2, ["hugo", "nadia"])).toBe("Vu par h.\u00a0HUGO et\u00a0n.\u00a0NADIA");
  expect(line(3, ["hugo"])).toBe("Vu par h.\u00a0HUGO (1 sur\u00a03)");
});

test("beyond five, they are counted", () => {
  expect(line(9, ["a", "b", "c", "d"])).toBe("Vu par\u00a04 sur\u00a09");
});
