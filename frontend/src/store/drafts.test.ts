// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { drafts, loadDrafts } from "./drafts";
import { forget, me } from "./state";
import { keep, unlock } from "./vault";
import { camille } from "./cast.testing";
import type { Me } from "../protocol";

test("what another tab had kept, and was being read as its writer left, is not held", async () => {
  const here = { person: camille, hand: null, draft_key: btoa("k".repeat(32)) } as unknown as Me;
  await unlock(here);
  me.value = here;
  await keep("drafts", { conversation: "room", text: "Pour Camille seule" });
  const reading = loadDrafts();
  forget(null);
  await reading;
  expect(drafts.value.size).toBe(0);
});
