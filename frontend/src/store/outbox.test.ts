import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "../protocol";
import { NOTHING } from "./along";
import { camille, message, OTHER_ROOM, ROOM } from "./cast.testing";
import type { Upload } from "./uploads";

type Sent = Command & { type: "send_message" };
const line = vi.hoisted(() => ({ sent: [] as unknown[], leading: true }));

vi.mock("./connection", async () => {
  const { signal } = await import("@preact/signals");
  const connected = signal(true);
  const say = (command: unknown): boolean => {
    if (connected.value) line.sent.push(command);
    return connected.value;
  };
  return { connected, say, checkLine: () => {} };
});
vi.mock("./tabs", () => ({ isLeading: () => line.leading, takeTheLead: () => {}, tellTabs: () => {} }));

const { connected } = await import("./connection");
const { drafts } = await import("./drafts");
const outbox = await import("./outbox");
const { forget, me } = await import("./state");
const vault = await import("./vault");
const { uploads } = await import("./uploads");

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const session = { person: camille, shared: false, protection: null, hand: null, roles: false, lock_after: 600, draft_key: btoa("k".repeat(32)) };
  await vault.unlock(session);
  me.value = session;
  connected.value = true;
  line.leading = true;
  line.sent.length = 0;
});

afterEach(async () => {
  forget(null);
  await vault.wipe();
  vi.useRealTimers();
});

test("a message is kept before it leaves, and the draft is gone", async () => {
  outbox.send(ROOM, "bonjour");
  expect(states()).toEqual(["bonjour sending"]);
  expect(drafts.value.get(ROOM)).toBe(undefined);
  expect(texts()).toEqual([]);
  await sent(1);
  expect((await vault.everything<{ text: string }>("outbox")).map(({ value }) => value.text)).toEqual(["bonjour"]);
});

test("in a conversation one message at a time, in order; another conversation does not wait", async () => {
  outbox.send(ROOM, "un");
  outbox.send(ROOM, "deux");
  outbox.send(OTHER_ROOM, "ailleurs");
  await sent(2);
  expect(texts()).toEqual(["un", "ailleurs"]);
  outbox.accepted(ids()[0]!);
  await sent(3);
  expect(texts()).toEqual(["un", "ailleurs", "deux"]);
});

test("after a loss of the line the same message goes again under the same name", async () => {
  outbox.send(ROOM, "un");
  await sent(1);
  cut();
  expect(states()).toEqual(["un waiting"]);
  outbox.send(ROOM, "deux");
  await kept(2);
  join();
  expect(texts()).toEqual(["un", "un"]);
  expect(ids()[1]).toBe(ids()[0]);
  outbox.accepted(ids()[0]!);
  expect(texts()).toEqual(["un", "un", "deux"]);
});

test("a message leaves once its files are up; one that never will be is for a person to decide", async () => {
  const along = { ...NOTHING, files: [{ id: "f1", name: "plaie.jpg", size: 3 }] };
  at("f1", "sending");
  outbox.send(ROOM, "", along);
  outbox.send(ROOM, "deux");
  await kept(2);
  expect(texts()).toEqual([]);
  at("f1", "up");
  await sent(1);
  expect(line.sent[0]).toMatchObject({ text: "", files: ["f1"] });
  outbox.accepted(ids()[0]!);
  await sent(2);

  at("f1", "refused", "refusé");
  outbox.send(OTHER_ROOM, "trois", along);
  await kept(2);
  at("f1", "refused", "Les vidéos ne sont pas acceptées.");
  expect(outbox.pendingIn(OTHER_ROOM)).toMatchObject([{ state: "failed", problem: "plaie.jpg\u00a0: Les vidéos ne sont pas acceptées." }]);
});

function at(id: string, state: Upload["state"], problem: string | null = null): void {
  uploads.value = new Map([[id, { sent: 0, size: 3, state, problem, noted: [] }]]);
}

test("a message whose answer was lost is known by its entry, and never sent a second time", async () => {
  outbox.send(ROOM, "un");
  await sent(1);
  cut();
  outbox.arrived([message(7, camille, { client_id: ids()[0]!, text: "un" })]);
  join();
  expect(texts()).toEqual(["un"]);
  expect(outbox.unsent.value).toBe(0);
});

test("refused for good, it says why; what was written after it waits", async () => {
  outbox.send(ROOM, "un");
  outbox.send(ROOM, "deux");
  await sent(1);
  outbox.refused(ids()[0]!, "not_found", "Introuvable.");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states()).toEqual(["un failed", "deux waiting"]);
  expect(outbox.pendingIn(ROOM)[0]?.problem).toBe("Introuvable.");
  expect(outbox.failedIn.value).toEqual(new Set([ROOM]));
  expect(texts()).toEqual(["un"]);
});

test("« Renvoyer » sends it again, and the next follows", async () => {
  outbox.send(ROOM, "un");
  outbox.send(ROOM, "deux");
  await sent(1);
  outbox.refused(ids()[0]!, "not_found", "Introuvable.");
  outbox.retry(ids()[0]!);
  outbox.accepted(ids()[0]!);
  expect(texts()).toEqual(["un", "un", "deux"]);
});

test("« Modifier » gives the text back, and lets the next one go", async () => {
  outbox.send(ROOM, "un");
  outbox.send(ROOM, "deux");
  await sent(1);
  expect(outbox.takeBack(ids()[0]!)).toBe("");
  outbox.refused(ids()[0]!, "not_found", "Introuvable.");
  expect(outbox.takeBack(ids()[0]!)).toBe("un");
  expect(drafts.value.get(ROOM)?.text).toBe("un");
  expect(texts()).toEqual(["un", "deux"]);
});

test("when the service cannot, it tries again by itself, three times", async () => {
  outbox.send(ROOM, "un");
  await sent(1);
  outbox.refused(ids()[0]!, "unavailable", "Le service ne répond pas.");
  expect(states()).toEqual(["un waiting"]);
  await vi.advanceTimersByTimeAsync(2_000);
  outbox.refused(ids()[0]!, "unavailable", "Le service ne répond pas.");
  await vi.advanceTimersByTimeAsync(4_000);
  expect(texts()).toEqual(["un", "un", "un"]);
  outbox.refused(ids()[0]!, "unavailable", "Le service ne répond pas.");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(outbox.pendingIn(ROOM)).toMatchObject([{ state: "failed", attempts: 3, problem: "Le service ne répond pas." }]);
  expect(texts()).toHaveLength(3);
});

test("no answer counts as a failed try; losing the line does not", async () => {
  outbox.send(ROOM, "un");
  await sent(1);
  for (let time = 0; time < 5; time += 1) {
    cut();
    join();
  }
  expect(outbox.pendingIn(ROOM)).toMatchObject([{ state: "sending", attempts: 0 }]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(outbox.pendingIn(ROOM)).toMatchObject([{ state: "waiting", attempts: 1 }]);
});

test("what was waiting when the page was reloaded leaves in the order it was written", async () => {
  cut();
  for (const text of ["un", "deux", "trois"]) outbox.send(ROOM, text);
  await kept(3);
  forget(null);
  me.value = { person: camille, shared: false, protection: null, hand: null, roles: false, lock_after: 600, draft_key: "" };
  await outbox.loadOutbox();
  expect(states()).toEqual(["un waiting", "deux waiting", "trois waiting"]);
  join();
  for (let time = 0; time < 3; time += 1) outbox.accepted(ids().at(-1)!);
  expect(texts()).toEqual(["un", "deux", "trois"]);
});

test("only one tab sends; the others show what waits", async () => {
  line.leading = false;
  outbox.send(ROOM, "un");
  await kept(1);
  expect(texts()).toEqual([]);
  expect(states()).toEqual(["un sending"]);
  line.leading = true;
  await outbox.loadOutbox();
  expect(texts()).toEqual(["un"]);
});

test("what another tab has sent is pending here no longer", async () => {
  line.leading = false;
  outbox.send(ROOM, "un");
  await kept(1);
  await vault.discard("outbox", (await vault.everything("outbox"))[0]!.at);
  await outbox.loadOutbox();
  expect(states()).toEqual([]);
});

test("stored but not in the open thread yet, it stays in sight", async () => {
  outbox.askWhenStored((conversation) => conversation === ROOM);
  outbox.send(ROOM, "un");
  await sent(1);
  outbox.accepted(ids()[0]!);
  expect(states()).toEqual(["un sending"]);
  expect(outbox.unsent.value).toBe(0);
  outbox.arrived([message(7, camille, { client_id: ids()[0]!, text: "un" })]);
  expect(states()).toEqual([]);
  outbox.askWhenStored(() => false);
});

test("blanks are not a message", () => {
  outbox.send(ROOM, "  \n");
  expect(states()).toEqual([]);
});

function cut(): void {
  connected.value = false;
  outbox.lineLost();
}

function join(): void {
  connected.value = true;
  outbox.sendReady();
}

function texts(): string[] {
  return (line.sent as Sent[]).map(({ text }) => text);
}

function ids(): string[] {
  return (line.sent as Sent[]).map(({ id }) => id);
}

function states(): string[] {
  return outbox.pendingIn(ROOM).map(({ text, state }) => `${text} ${state}`);
}

function sent(count: number): Promise<void> {
  return vi.waitFor(() => expect(line.sent).toHaveLength(count));
}

function kept(count: number): Promise<void> {
  return vi.waitFor(async () => expect(await vault.everything("outbox")).toHaveLength(count));
}
