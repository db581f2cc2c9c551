// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { askIfSecure, beginLetter, changeLetter, discardLetter, draftAgain, letterDraft, letterDrafts, loadLetterDrafts, saveLetter } from "./letterDrafts";
import { everythingSealed, forget } from "./state";
import { everything, lock, unlock, wipe } from "./vault";
import { camille } from "./cast.testing";
import type { Letter, Me } from "../protocol";

const me = { person: camille, hand: null, draft_key: btoa("k".repeat(32)) } as unknown as Me;

beforeEach(async () => {
  forget(null);
  await wipe();
  await unlock(me);
});

test("several courriers being written survive a reload, the last one first", async () => {
  const first = beginLetter({ subject: "Premier" });
  const second = beginLetter();
  changeLetter(second, { text: "Œdèmes des chevilles" });
  changeLetter(first, { text: "Suivi" });
  expect(await Promise.all([saveLetter(first), saveLetter(second)])).toEqual([true, true]);
  forget(null);
  expect(letterDrafts.value).toEqual([]);
  await loadLetterDrafts();
  expect(letterDraft(second)?.text).toBe("Œdèmes des chevilles");
  expect(letterDrafts.value.map(({ subject }) => subject)).toContain("Premier");
});

test("what is typed as the screen locks is sealed before the key goes", async () => {
  const draft = beginLetter({ text: "Déb" });
  changeLetter(draft, { text: "Début" });
  await everythingSealed();
  forget(undefined);
  lock();
  await unlock(me);
  await loadLetterDrafts();
  expect(letterDraft(draft)?.text).toBe("Début");
});

test("one that was begun and left blank is kept nowhere, one that left is kept no more", async () => {
  beginLetter();
  const gone = beginLetter({ text: "Parti" });
  await saveLetter(gone);
  discardLetter(gone);
  await everythingSealed();
  await expect.poll(() => everything("letters")).toEqual([]);
});

test("what was taken back still answers what it answered, whichever page wrote it", () => {
  const said = { text: "Vu.", subject: "Re: Suivi", files: [], recipients: [], receipt_wanted: false, closes: false, origin: null };
  const again = draftAgain("room", { ...said, answers: 2, replaces: null } as unknown as Letter);
  expect(letterDraft(again)).toMatchObject({ conversation: "room", answers: 2, replaces: null });
  const instead = draftAgain("room", { ...said, answers: null, replaces: 1 } as unknown as Letter);
  expect(letterDraft(instead)).toMatchObject({ answers: null, replaces: 1 });
});

test("who answers somebody outside MSSanté is told so", async () => {
  const one = { address: "dr@ailleurs.example", name: "Dr Martin", person: null, patient: false };
  const known = { ...one, address: "delmas@chu.mssante.fr" };
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    const { address } = JSON.parse(body) as { address: string };
    return Response.json({ addressee: { ...one, address }, in_directory: false, secure: address.endsWith("mssante.fr") });
  });
  const to = [one, known].map((addressee) => ({ addressee, in_directory: true, secure: true }));
  const draft = beginLetter({ conversation: "room", to });
  await askIfSecure(draft);
  expect(letterDraft(draft)?.to.map(({ secure }) => secure)).toEqual([false, true]);
  vi.unstubAllGlobals();
});
