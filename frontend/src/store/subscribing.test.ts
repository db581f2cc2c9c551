import { expect, test } from "vitest";
import { planOf, type Standing } from "./subscribing";

const well: Standing = {
  permission: "granted",
  wanted: true,
  shared: false,
  key: "K",
  subscribed: { key: "K" },
  known: true,
};
const plan = (but: Partial<Standing>) => planOf({ ...well, ...but });

test("at each start the server is told what the browser holds", () => {
  expect(plan({})).toBe("tell");
});

test("who never asked for it is asked nothing, and nothing is made", () => {
  const fresh = { wanted: false, known: false, subscribed: null };
  expect(plan({ ...fresh, permission: "default" })).toBe("nothing");
  expect(plan(fresh)).toBe("nothing");
});

test("a browser that lost its subscription gets another", () => {
  expect(plan({ subscribed: null })).toBe("subscribe");
  expect(plan({ subscribed: null, wanted: false })).toBe("subscribe");
});

test("one the server gave up, or made with another key, is made anew", () => {
  expect(plan({ known: false })).toBe("renew");
  expect(plan({ subscribed: { key: "older" } })).toBe("renew");
});

test("what another person left in this browser goes", () => {
  expect(plan({ wanted: false, known: false })).toBe("drop");
});

test("on a shared computer nothing stays", () => {
  expect(plan({ shared: true })).toBe("drop");
  expect(plan({ shared: true, subscribed: null })).toBe("nothing");
});

test("without permission, or without a key of the server, nothing is tried", () => {
  expect(plan({ permission: "denied" })).toBe("nothing");
  expect(plan({ permission: null })).toBe("nothing");
  expect(plan({ key: "" })).toBe("nothing");
});
