import { expect, test } from "vitest";
import type { PushStep } from "../protocol";
import { stepsOf, type Trial } from "./trial";

const AT = ["2026-03-02T08:00:00Z", "2026-03-02T08:00:00.1Z", "2026-03-02T08:00:00.4Z", "2026-03-02T08:00:01.2Z"];
const STEPS = ["subscribed", "sent", "accepted", "shown"] as const;

/** What the server knows when it came so far. */
function upTo(last: PushStep["step"]): PushStep[] {
  const reached = STEPS.indexOf(last);
  return STEPS.map((step, i) => ({ step, at: i <= reached ? (AT[i] ?? null) : null, state: i <= reached ? "done" : "waiting", reason: null }));
}

const begun: Trial = { permission: "granted", on: true, told: null, late: false, seen: null };
const states = (but: Partial<Trial>) => stepsOf({ ...begun, ...but }).map(({ state }) => state);

test("each step is shown as far as it is known", () => {
  expect(states({})).toEqual(["done", "done", "running", "waiting", "waiting"]);
  expect(states({ told: upTo("sent") })).toEqual(["done", "done", "running", "waiting", "waiting"]);
  expect(states({ told: upTo("accepted") })).toEqual(["done", "done", "done", "running", "waiting"]);
  expect(states({ told: upTo("shown") })).toEqual(["done", "done", "done", "done", "running"]);
});

test("how long it took is told by the server's clock", () => {
  expect(stepsOf({ ...begun, told: upTo("shown") }).map(({ after }) => after)).toEqual([null, null, 0.3, 1.1, null]);
});

test("whether it was seen, only the person knows", () => {
  expect(states({ told: upTo("shown"), seen: true }).at(-1)).toBe("done");
  expect(states({ told: upTo("shown"), seen: false }).at(-1)).toBe("failed");
});

test("nothing is expected behind a step that failed", () => {
  expect(states({ permission: "denied" })).toEqual(["failed", "waiting", "waiting", "waiting", "waiting"]);
  expect(states({ on: false })).toEqual(["done", "failed", "waiting", "waiting", "waiting"]);
  const refused = upTo("sent").map((step) => (step.step === "accepted" ? { ...step, state: "failed" as const, reason: "refused" } : step));
  expect(stepsOf({ ...begun, told: refused })[2]).toEqual({ name: "sent", state: "failed", after: null, why: "refused" });
});

test("what does not come within the time is told as lost", () => {
  expect(states({ told: upTo("sent"), late: true })[2]).toBe("failed");
  expect(states({ told: upTo("accepted"), late: true })[3]).toBe("failed");
});
