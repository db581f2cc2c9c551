// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { askIfSecure, beginLetter, changeLetter, discardLetter, draftAgain, type LetterDraft, letterDraft, letterDrafts, loadLetterDrafts, saveLetter } from "./letterDrafts";
import { everythingSealed, forget, me as here } from "./state";
import { discard, everything, keep, lock, unlock, wipe } from "./vault";
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

/** Another tab of this browser: what it keeps, and that it says so. */
function anotherTab() {
  const channel = new BroadcastChannel("liaison");
  const told = vi.fn();
  channel.onmessage = told;
  const kept = async () => (await everything<LetterDraft>("letters"))[0]!;
  const did = (act: Promise<unknown>) => act.then(() => channel.postMessage({ type: "letters_changed" }));
  return {
    told,
    writes: async (text: string) => did(kept().then(({ at, value }) => keep("letters", { ...value, text }, at))),
    sends: async () => did(kept().then(({ at }) => discard("letters", at))),
    closes: () => channel.close(),
  };
}

test("two tabs show one draft, what was written last, and none once one of them has sent it", async () => {
  here.value = me;
  const [blank, draft, other] = [beginLetter(), beginLetter({ text: "Début" }), anotherTab()];
  await saveLetter(draft);
  await expect.poll(() => other.told.mock.calls.length).toBe(1);
  await other.writes("Début et suite");
  await expect.poll(() => letterDraft(draft)?.text).toBe("Début et suite");
  // Both write: what is being written here stays, and the last that is kept is kept.
  changeLetter(draft, { text: "Ici" });
  await other.writes("Là-bas");
  await loadLetterDrafts();
  expect(letterDraft(draft)?.text).toBe("Ici");
  await saveLetter(draft);
  expect((await everything<LetterDraft>("letters")).map(({ value }) => value.text)).toEqual(["Ici"]);
  await other.sends();
  await expect.poll(() => letterDraft(draft)).toBeUndefined();
  expect(letterDraft(blank)).toBeDefined();
  other.closes();
});

test("what was being read as somebody left is not held, nor shown to who comes next", async () => {
  here.value = me;
  await saveLetter(beginLetter({ text: "Pour Camille seule" }));
  const reading = loadLetterDrafts();
  forget(null);
  await reading;
  expect(letterDrafts.value).toEqual([]);
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
