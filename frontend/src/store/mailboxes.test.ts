// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import type { BoxSettings } from "../protocol";
import { checkBox } from "./mailboxes";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("who tries a mailbox waits for as long as the server tries it", async () => {
  const waited = vi.spyOn(AbortSignal, "timeout");
  vi.stubGlobal("fetch", async () => Response.json({ failed: null }));
  expect(await checkBox({} as BoxSettings)).toEqual({ failed: null, problem: null });
  expect(waited).toHaveBeenCalledExactlyOnceWith(30_000);
});
