// @vitest-environment happy-dom
import { expect, test } from "vitest";
import type { Push } from "../protocol";
import { troubleIn } from "./trouble";

type Device = Push["devices"][number];

const device = (given: Partial<Device>): Device => ({
  id: "1",
  name: "Chrome sur Android",
  this: false,
  state: "working",
  since: "2026-11-01T08:00:00Z",
  last_success_at: null,
  ...given,
});
const mine = (devices: Device[], shared = false): Push => ({ key: "k", devices, shared });

test("a device that has been silent for a week is told, this one before another", () => {
  const phone = device({ state: "silent" });
  expect(troubleIn(mine([device({ this: true, state: "silent" }), phone]), "granted")).toEqual({ here: true });
  expect(troubleIn(mine([device({ this: true }), phone]), "granted")).toEqual({ here: false, name: "Chrome sur Android" });
});

test("a browser that was allowed and is registered no more is told so", () => {
  expect(troubleIn(mine([device({})]), "granted")).toEqual({ here: true });
});

test("whoever wants none here, uses a shared computer, or has all in order is left alone", () => {
  expect(troubleIn(mine([device({})]), "default")).toBeNull();
  expect(troubleIn(mine([]), "granted")).toBeNull();
  expect(troubleIn(mine([device({ this: true, state: "silent" })], true), "granted")).toBeNull();
  expect(troubleIn(mine([device({ this: true })]), "granted")).toBeNull();
});
