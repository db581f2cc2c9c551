import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { camille } from "./cast.testing";
import { discardFile, keepFile, keptFile } from "./keptFiles";
import { forget } from "./state";
import * as vault from "./vault";

const words = new Blob(["Mme Canari, plaie du talon"]);

beforeEach(() => vault.unlock({ person: camille, shared: false, protection: null, hand: null, roles: false, draft_key: btoa("k".repeat(32)) } as never));
afterEach(() => vault.wipe());

test("a file on its way is found again as it was, sealed; once it is there it is kept no more", async () => {
  await keepFile("one", { name: "plaie.jpg", bytes: words });
  expect(JSON.stringify(await everythingKept())).not.toMatch(/plaie|Canari/);
  const kept = await keptFile("one");
  expect([kept?.name, await kept?.bytes.text()]).toEqual(["plaie.jpg", "Mme Canari, plaie du talon"]);
  await discardFile("one");
  expect(await keptFile("one")).toBe(null);
});

test("who signs out while a file is being sealed leaves nothing", async () => {
  const keeping = keepFile("one", { name: "plaie.jpg", bytes: words });
  forget(undefined);
  await vault.wipe();
  await keeping;
  expect(await everythingKept()).toEqual([]);
});

async function everythingKept(): Promise<string[]> {
  const kept = (await vault.inShelf("files", "readonly", (store) => store.getAll())) as { name: vault.Sealed; bytes: vault.Sealed }[];
  return kept.flatMap(({ name, bytes }) => [name, bytes]).map(({ sealed }) => new TextDecoder("latin1").decode(sealed));
}
