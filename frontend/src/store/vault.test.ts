import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import type { Me } from "../protocol";
import { camille, nadia } from "./cast.testing";
import { discard, everything, keep, lock, unlock, wipe } from "./vault";

const SECRET = "Mme Cadillac, insuffisance cardiaque";

function session(person: Me["person"], letter: string): Me {
  return { person, shared: false, protection: null, hand: null, roles: false, lock_after: 600, draft_key: btoa(letter.repeat(32)) };
}

beforeEach(async () => {
  await wipe();
  await unlock(session(camille, "k"));
});

test("what camille wrote is found again after a reload", async () => {
  const first = await keep("outbox", { text: SECRET });
  await keep("outbox", { text: "deux" });
  await keep("outbox", { text: SECRET + "!" }, first);
  lock();
  await unlock(session(camille, "k"));
  expect((await everything("outbox")).map(({ value }) => value)).toEqual([{ text: SECRET + "!" }, { text: "deux" }]);
});

test("nothing of it lies in the browser in clear, not even whose it is", async () => {
  await keep("drafts", { conversation: "11111111-1111-4111-8111-111111111111", text: SECRET });
  const lying = await raw();
  expect(lying).not.toContain("Cadillac");
  expect(lying).not.toContain("11111111");
  expect(lying).not.toContain(camille.id);
});

test("nadia, signing in on the same browser, finds nothing of camille's", async () => {
  await keep("drafts", { text: SECRET });
  await unlock(session(nadia, "n"));
  expect(await everything("drafts")).toEqual([]);
  await unlock(session(camille, "k"));
  expect(await everything("drafts")).toEqual([]);
});

test("with another key nothing is readable", async () => {
  await keep("drafts", { text: SECRET });
  await unlock(session(camille, "x"));
  expect(await everything("drafts")).toEqual([]);
});

test("signing out leaves nothing", async () => {
  await keep("drafts", { text: SECRET });
  await keep("spans", { ref: 1 });
  await wipe();
  expect(await raw()).toBe("");
});

test("what was sent is kept no longer", async () => {
  await discard("outbox", await keep("outbox", { text: SECRET }));
  expect(await everything("outbox")).toEqual([]);
});

/** All that another program would find in the database, as letters. */
async function raw(): Promise<string> {
  const base = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("liaison");
    request.onsuccess = () => resolve(request.result);
  });
  const found: string[] = [];
  for (const shelf of Array.from(base.objectStoreNames)) {
    const all = await new Promise<{ sealed: ArrayBuffer; iv: Uint8Array }[]>((resolve) => {
      const request = base.transaction(shelf).objectStore(shelf).getAll();
      request.onsuccess = () => resolve(request.result as never);
    });
    for (const { sealed, ...clear } of all) {
      found.push(Buffer.from(sealed).toString("latin1"), JSON.stringify(clear));
    }
  }
  base.close();
  return found.join();
}
