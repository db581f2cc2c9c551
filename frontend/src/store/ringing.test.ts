// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Row } from "../protocol";
import { camille, happened, message, nadia, ROOM, row } from "./cast.testing";
import { preferences } from "./notifying";
import { arrived } from "./ringing";
import { forget, me } from "./state";

const { tone, rows } = vi.hoisted(() => ({ tone: vi.fn(), rows: new Map<string, Row>() }));
vi.mock("./sound", () => ({ tone }));
vi.mock("./tabs", () => ({ isLeading: () => true }));
vi.mock("./inbox", async () => {
  const { signal } = await import("@preact/signals");
  const told = signal(rows);
  return { rowOf: (id: string) => told.value.get(id), listHears: () => (told.value = new Map(rows)) };
});
vi.mock("../net/api", () => ({ get: () => new Promise(() => {}), Refusal: Error }));
vi.mock("./notifying", async (original) => ({ ...(await original<object>()), readNotices: () => Promise.resolve() }));

type Shown = { title: string; tag: string; body: string; close: () => void; onclick?: () => void };
const shown: Shown[] = [];

class FakeNotification {
  static permission = "granted";
  constructor(title: string, { tag, body }: { tag: string; body: string }) {
    shown.push(Object.assign(this, { title, tag, body, close: vi.fn() }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Notification", FakeNotification);
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  me.value = { person: camille, shared: false, lock_after: 900, protection: null, draft_key: "" } as unknown as typeof me.value;
  rows.set(ROOM, row({ place: { read_upto: 1, unread: 1 } }));
});

afterEach(() => {
  forget(null);
  shown.length = 0;
  tone.mockClear();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const comes = async (seq: number) => {
  arrived(happened({ ...message(seq, nadia), counts: true }));
  await vi.advanceTimersByTimeAsync(3_000);
};

test("a message nobody looks at makes one sound and one notification, which quotes nothing and names nobody", async () => {
  await comes(2);
  await comes(3);
  expect(tone).toHaveBeenCalledTimes(1);
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ["Nouveau message sécurisé", ""],
    ["Nouveau message sécurisé", ""],
  ]);
  expect(shown[0]?.close).toHaveBeenCalled(); // the second stands in its place
});

test("it names its sender to whoever chose so", async () => {
  preferences.value = { show_sender: true } as typeof preferences.value;
  await comes(2);
  expect(shown[0]?.body).toBe("Nadia Test");
});

test("read on a phone meanwhile, it is silent; read later, it is closed", async () => {
  rows.set(ROOM, row({ place: { read_upto: 2 } }));
  (await import("./inbox")).listHears({} as never);
  await comes(2);
  expect([tone.mock.calls, shown]).toEqual([[], []]);
  await comes(3);
  rows.set(ROOM, row({ place: { read_upto: 3 } }));
  (await import("./inbox")).listHears({} as never);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown[0]?.close).toHaveBeenCalled();
});

test("a muted conversation is silent", async () => {
  rows.set(ROOM, row({ place: { notify: { level: "none", until: null } } }));
  (await import("./inbox")).listHears({} as never);
  await comes(2);
  expect([tone.mock.calls, shown]).toEqual([[], []]);
});
