// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Me } from "../protocol";
import { camille, nadia, ROOM } from "./cast.testing";

const server = vi.hoisted(() => ({
  session: null as unknown,
  reachable: true,
  locked: false,
  ended: 0,
  get: async (path: string): Promise<unknown> => {
    const { Refusal } = await import("../net/api");
    if (!server.reachable) throw new Refusal("unreachable", "", 0);
    if (server.locked) throw new Refusal("locked", "", 423);
    if (path === "/api/session" && !server.session) throw new Refusal("signed_out", "", 401);
    return path === "/api/session" ? server.session : { rows: [], next: null, counts: null };
  },
}));

vi.mock("../net/api", async (original) => {
  const real = await original<typeof import("../net/api")>();
  const remove = async () => {
    if (!server.reachable) throw new real.Refusal("unreachable", "", 0);
    server.ended += 1;
    server.session = null;
  };
  const post = async (_: string, { body }: { body: { username: string } }) => {
    if (body.username !== "camille") throw new real.Refusal("wrong_credentials", "Identifiant ou mot de passe incorrect.", 401);
    return (server.session = session(camille));
  };
  return { ...real, get: (path: string) => server.get(path), post, remove };
});
vi.mock("./connection", async () => {
  const { signal } = await import("@preact/signals");
  return { connect: vi.fn(), connected: signal(false), say: () => false, checkLine: () => {}, nextTry: signal(null), tryNow: () => {}, welcomed: () => {} };
});
vi.mock("./tabs", () => ({ isLeading: () => true, takeTheLead: () => {}, tellTabs: vi.fn() }));

const { drafts, write } = await import("./drafts");
const { isLeft, someoneIsHere, watchIdleness } = await import("./idle");
const { watchAttention } = await import("./attention");
const { send } = await import("./outbox");
const { problem, signIn } = await import("./door");
const { entered, findSession, locked, lockScreen, me, sessionEnded, signOut, somebodyElse, unsent } = await import("./session");
const { tellTabs } = await import("./tabs");
const vault = await import("./vault");

function session(person: Me["person"], shared = false): Me {
  return { person, shared, protection: null, hand: null, roles: false, lock_after: 600, draft_key: btoa(person.id.slice(-1).repeat(32)) };
}

async function kept(): Promise<number> {
  return (await vault.everything("drafts")).length + (await vault.everything("outbox")).length;
}

/** Camille is in, has a draft and a message that has not left. */
async function atWork(shared = false): Promise<void> {
  server.session = session(camille, shared);
  await findSession();
  send(ROOM, "non envoyé");
  write(ROOM, "brouillon");
  await vi.waitFor(async () => expect(await kept()).toBe(2), { timeout: 3_000 });
}

beforeEach(async () => {
  Object.assign(server, { session: null, reachable: true, locked: false, ended: 0 });
  localStorage.clear();
  await sessionEnded();
  await vault.wipe();
});

afterEach(() => vi.useRealTimers());

test("nobody is in: the sign-in screen", async () => {
  me.value = undefined;
  await findSession();
  expect(me.value).toBe(null);
});

test("a wrong password says so, the right one lets camille in", async () => {
  await signIn({ username: "nadia", password: "x", shared: false });
  expect([me.value, problem.value]).toEqual([null, "Identifiant ou mot de passe incorrect."]);
  await signIn({ username: "camille", password: "x", shared: false });
  expect([me.value, problem.value]).toEqual([server.session, null]);
});

test("after a reload camille finds her draft and what was not sent", async () => {
  await atWork();
  await sessionEnded();
  expect([drafts.value.size, unsent.value]).toEqual([0, 0]);
  await findSession();
  expect([drafts.value.get(ROOM)?.text, unsent.value]).toEqual(["brouillon", 1]);
});

test("signing out leaves nothing here, tells the other tabs, then the server", async () => {
  await atWork();
  const leaving = signOut();
  expect(me.value).toBe(undefined);
  expect([drafts.value.size, unsent.value]).toEqual([0, 0]);
  await leaving;
  expect([me.value, server.ended, localStorage.length]).toEqual([null, 1, 0]);
  expect(tellTabs).toHaveBeenCalledWith({ type: "signed_out" });
  await vault.unlock(session(camille));
  expect(await kept()).toBe(0);
});

test("without network she is signed out here at once, and at the server before anybody is shown anything", async () => {
  await atWork();
  server.reachable = false;
  await signOut();
  expect([me.value, server.ended]).toEqual([null, 0]);
  server.reachable = true;
  me.value = undefined;
  await findSession();
  expect([me.value, server.ended, localStorage.length]).toEqual([null, 1, 0]);
});

test("the session ended while she was away: she finds what she wrote, nadia does not", async () => {
  await atWork();
  server.session = null;
  await sessionEnded();
  expect(me.value).toBe(null);
  server.session = session(nadia);
  await findSession();
  expect([drafts.value.size, unsent.value]).toEqual([0, 0]);
  server.session = session(camille);
  await findSession();
  expect([drafts.value.size, unsent.value]).toEqual([0, 0]);
});

test("on a shared screen nothing stays when the session ends", async () => {
  server.session = session(camille, true);
  someoneIsHere(true);
  await atWork(true);
  await sessionEnded();
  await vault.unlock(session(camille));
  expect(await kept()).toBe(0);
});

test("a locked screen holds nothing, tells the other tabs, and gives back what was being written", async () => {
  await atWork();
  write(ROOM, "brouillon, dernière lettre");
  await lockScreen();
  expect([locked.value, me.value, drafts.value.size, unsent.value]).toEqual([true, undefined, 0, 0]);
  await expect(vault.keep("drafts", "x")).rejects.toThrow("locked");
  expect(tellTabs).toHaveBeenCalledWith({ type: "locked" });
  await findSession(); // as a reload does
  expect([locked.value, me.value]).toEqual([true, undefined]);
  await entered(server.session as Me);
  expect([locked.value, drafts.value.get(ROOM)?.text, unsent.value]).toEqual([false, "brouillon, dernière lettre", 1]);
});

test("unlocked in another tab, whose word comes before what it has put away: this one opens too", async () => {
  await atWork();
  await lockScreen();
  for (const stale of ["liaison-locked", "liaison-sign-out-owed"]) localStorage.setItem(stale, "1");
  await somebodyElse();
  expect([locked.value, me.value, server.ended]).toEqual([false, server.session, 0]);
});

test("a page that opens on a screen the server has locked shows the lock", async () => {
  server.session = session(camille);
  server.locked = true;
  me.value = undefined;
  await findSession();
  expect([locked.value, me.value]).toEqual([true, undefined]);
});

test("a locked screen is signed out without network: nothing stays, and the server is told later", async () => {
  await atWork();
  await lockScreen();
  server.reachable = false;
  await signOut();
  expect([locked.value, me.value, server.ended, await vault.keptOn("outbox"), await vault.keptOn("drafts")]).toEqual([false, null, 0, 0, 0]);
  server.reachable = true;
  await findSession();
  expect([me.value, server.ended, localStorage.length]).toEqual([null, 1, 0]);
});

test("ten minutes without a hand lock the screen; a hand after that is somebody else's", () => {
  vi.useFakeTimers();
  const leave = vi.fn();
  watchAttention();
  watchIdleness(leave);
  me.value = session(camille, true);
  someoneIsHere(true);
  window.dispatchEvent(new Event("keydown"));
  vi.advanceTimersByTime(9 * 60_000);
  expect([isLeft(), leave.mock.calls.length]).toEqual([false, 0]);
  window.dispatchEvent(new Event("keydown"));
  vi.advanceTimersByTime(9 * 60_000);
  expect(leave).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 2 * 60_000);
  window.dispatchEvent(new Event("keydown"));
  expect(leave).toHaveBeenCalledOnce();
  me.value = { ...session(camille), lock_after: 7_200 };
  expect(isLeft()).toBe(false);
});
