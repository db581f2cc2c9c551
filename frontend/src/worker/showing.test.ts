import { expect, test, vi } from "vitest";
import type { NoticeView } from "../protocol";
import { addressOf, open, take } from "./clicking";
import { type Kept, shownOf, type Signal, signalIn } from "./showing";

const ID = "6e0c4a52-8f6f-4d0e-9a3e-3f1f0a4a1c11";
const ROOM = "0b1c8a44-51a5-4e3b-8f2d-0c7b8a1d2e3f";
const ME = "3f0c4a52-8f6f-4d0e-9a3e-3f1f0a4a1c22";
const signal: Signal = { n: ID, t: "conversation-a", s: 1 };
const told: NoticeView = { kind: "entry", role: null, conversation_id: ROOM, seq: 12, party: ME, sender: null, urgent: false, asked: false, seen: false, unread: 3 };
const shown = (but: Partial<NoticeView>, canTake = true) => shownOf(signal, { ...told, ...but }, canTake);
const actions = (but: Partial<NoticeView>, canTake = true) => shown(but, canTake).options.actions.map(({ action }) => action);

test("a signal is read, padded or not; anything else is none", () => {
  expect(signalIn(`${JSON.stringify(signal)}      `)).toEqual(signal);
  for (const odd of ["", "null", "{}", "[1]", '{"n":1,"t":"x","s":1}', "Nouveau message"]) expect(signalIn(odd)).toBeNull();
});

test("something is shown whatever came, and whatever the server says", () => {
  for (const [one, says] of [[null, null], [signal, null], [signal, told]] as const) {
    expect(shownOf(one, says, true).title).toBe("Nouveau message sécurisé");
    expect(shownOf(one, says, true).options.body).toBe("");
  }
});

test("who wrote is named only where the server says it", () => {
  expect(shown({ sender: "Nadia Benali" }).options.body).toBe("De Nadia Benali");
  expect(shown({ urgent: true }).title).toBe("Message urgent sécurisé");
});

test("a later one of the same conversation takes the place of the one before, silently if it has no sound", () => {
  expect(shown({}).options).toMatchObject({ tag: "conversation-a", renotify: true, silent: false });
  const quiet = shownOf({ ...signal, s: 0 }, told, true).options;
  expect(quiet).toMatchObject({ tag: "conversation-a", renotify: false, silent: true });
});

test("« Pris en compte » is offered only of a request that was read, where the browser can say it", () => {
  expect(actions({})).toEqual(["answer"]);
  expect(actions({ asked: true })).toEqual(["answer"]);
  expect(actions({ asked: true, seen: true })).toEqual(["take", "answer"]);
  expect(actions({ asked: true, seen: true }, false)).toEqual(["answer"]);
  expect(shownOf(signal, null, true).options.actions).toEqual([]);
});

test("what is kept with it are ids", () => {
  expect(shown({ sender: "Nadia Benali" }).options.data).toEqual({ notice: ID, conversation: ROOM, seq: 12, party: ME });
});

const kept: Kept = { notice: ID, conversation: ROOM, seq: 12, party: ME };

test("pressed, it opens the page in front, or one of its own", async () => {
  const said: string[] = [];
  const page = (name: string, focused: boolean) => ({
    focused,
    visibilityState: focused ? "visible" : "hidden",
    postMessage: (what: object) => void said.push(`${name} ${JSON.stringify(what)}`),
    focus: () => Promise.reject(new Error("nobody pressed")),
  });
  const pages = (...all: ReturnType<typeof page>[]) => ({
    matchAll: () => Promise.resolve(all),
    openWindow: (address: string) => Promise.resolve(said.push(address)),
  });
  await open(kept, false, pages(page("behind", false), page("front", true)));
  await open(kept, true, pages());
  expect(said).toEqual([`front {"type":"open_notice","notice":"${ID}","answer":false}`, `/n/${ID}/repondre`]);
  expect(addressOf(null, false)).toBe("/");
});

test("« Pris en compte » is said as whom it was asked of, and of nothing else", async () => {
  const asked: [string, RequestInit][] = [];
  vi.stubGlobal("fetch", (address: string, how: RequestInit) => Promise.resolve((asked.push([address, how]), { ok: true })));
  expect(await take({ ...kept, party: null }, "token")).toBe(false);
  expect(await take(kept, "token")).toBe(true);
  vi.unstubAllGlobals();
  expect(asked).toMatchObject([[`/api/conversations/${ROOM}/entries/12/taking`, { headers: { "X-Acting-As": ME } }]]);
});
