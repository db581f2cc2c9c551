/** Signing in and out. What this browser keeps goes before anything else is said or shown. */
import { signal } from "@preact/signals";
import { get, Refusal, remove } from "../net/api";
import type { Me, Person } from "../protocol";
import { connect } from "./connection";
import { loadDrafts } from "./drafts";
import { nobodyIsHere, someoneIsHere, wasShared } from "./idle";
import { loadOutbox } from "./outbox";
import { loadReports } from "./reports";
import { go } from "./route";
import { everythingSealed, forget, locked, me } from "./state";
import { hear, interrupted } from "./sync";
import { tellTabs } from "./tabs";
import { lock, unlock, wipe } from "./vault";

export { locked, me } from "./state";
export { unsent } from "./outbox";

/** The token of a link somebody was sent. It leaves the address bar as soon as the page opens. */
export const arrivedBy = signal(/^#[\w-]{43}$/.test(location.hash) ? location.hash.slice(1) : null);

/** The role one acted for until somebody took it, or until another tab came back to oneself. */
export const relieved = signal<Person | null>(null);

const AGAIN = 2_000;
const LOCKED_STATUS = 423;
// Signed out while the server could not be told: it is told before anything else.
const OWED = "liaison-sign-out-owed";
// Locked, perhaps while the server could not be told: a page that opens asks nothing else first.
const LOCKED = "liaison-locked";

/** Whose session is it? Wipes what somebody else left before anything is shown. */
export async function findSession(): Promise<void> {
  try {
    if (localStorage.getItem(OWED)) return await signOutAgain();
    if (localStorage.getItem(LOCKED)) return await lockHere();
    await enter(await get("/api/session", {}));
  } catch (no) {
    if (no instanceof Refusal && no.status === 401) return sessionEnded();
    if (no instanceof Refusal && no.status === LOCKED_STATUS) return lockHere();
    setTimeout(() => me.peek() === undefined && void findSession(), AGAIN * (1 + Math.random()));
  }
}

/** By whatever way: from here on this browser is theirs. */
export async function entered(found: Me): Promise<void> {
  localStorage.removeItem(OWED);
  localStorage.removeItem(LOCKED); // before the other tabs look
  someoneIsHere(found.shared);
  tellTabs({ type: "signed_in", person: found.person.id });
  await enter(found);
}

/** Here first, then the other tabs, then the server. Works without network. */
export async function signOut(): Promise<void> {
  localStorage.setItem(OWED, "1");
  tellTabs({ type: "signed_out" });
  await leaveHere(undefined);
  await settleSignOut();
}

/** By hand, or because nobody acts any more. */
export async function lockScreen(): Promise<void> {
  if (!me.peek()) return;
  tellTabs({ type: "locked" });
  await lockHere();
}

/**
 * Nothing is shown from now on, and as soon as what was being written is sealed, nothing is held. The
 * screen that unlocks tells the server, whose every other answer is no.
 */
export async function lockHere(): Promise<void> {
  localStorage.setItem(LOCKED, "1");
  locked.value = true;
  await everythingSealed();
  if (!locked.peek()) return;
  forget(undefined);
  lock();
}

/** Nothing of the person stays in this browser. */
export async function leaveHere(next: null | undefined): Promise<void> {
  forget(next);
  go({ filter: "inbox", conversation: null }, "replace"); // the next person did not ask for this place
  await wipe();
  // This may be its last page: the worker sees to what is its own. Browsers have none over plain http.
  void navigator.serviceWorker?.getRegistration().then((found) => found?.active?.postMessage({ type: "left" }));
  nobodyIsHere();
  lock();
  unlockHere();
}

/**
 * The server knows no session of ours any more: it ended while somebody was away. What they had not
 * sent stays sealed, without its key, until they or somebody else sign in; on a shared screen it goes.
 */
export async function sessionEnded(): Promise<void> {
  if (wasShared()) return leaveHere(null);
  forget(null);
  lock();
  unlockHere();
}

/** The session is somebody else's now: another tab signed in, or a role was taken or handed over. */
export async function somebodyElse(): Promise<void> {
  const before = me.peek();
  // That tab took these away, but what it says may be heard here before that is seen.
  for (const flag of [OWED, LOCKED]) localStorage.removeItem(flag);
  if (before?.hand) await everythingSealed();
  forget(undefined);
  if (before) go({ filter: "inbox", conversation: null }, "replace"); // what was open may not be theirs
  await findSession();
  if (before?.hand && me.peek()?.person.id === before.hand.id) relieved.value = before.person;
}

function unlockHere(): void {
  localStorage.removeItem(LOCKED);
  locked.value = false;
}

async function enter(found: Me): Promise<void> {
  await unlock(found);
  await loadDrafts();
  if (localStorage.getItem(LOCKED)) return lockHere(); // another tab, meanwhile
  me.value = found;
  locked.value = false;
  connect({
    answer: (answer) => hear(answer, () => void somebodyElse()),
    down: interrupted,
    signedOut: (isLocked) => void (isLocked ? lockHere() : sessionEnded()),
  });
  await Promise.all([loadOutbox(), loadReports()]);
}

/** A page that has just opened may have no CSRF cookie: asking who is in gives one. */
async function signOutAgain(): Promise<void> {
  await get("/api/session", {}).catch(() => {});
  await settleSignOut();
}

/** Nobody signs in here before the answer: it might end the new session instead of the old one. */
async function settleSignOut(): Promise<void> {
  if (!localStorage.getItem(OWED)) return;
  try {
    const onward: { address: string } | undefined = await remove("/api/session", {});
    localStorage.removeItem(OWED);
    // Whoever identified them still knows them: on a shared computer, the next person would be them.
    if (onward) return location.replace(onward.address);
  } catch (no) {
    if (no instanceof Refusal && no.status && no.status < 500) localStorage.removeItem(OWED);
    else setTimeout(() => localStorage.getItem(OWED) && void signOutAgain(), AGAIN);
  }
  me.value ??= null;
}
