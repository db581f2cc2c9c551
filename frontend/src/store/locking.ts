/** At a locked screen: the server is told, says whose it is, and lets them back in. */
import { signal } from "@preact/signals";
import { post, Refusal } from "../net/api";
import { askPasskey } from "../net/passkeys";
import type { LockedScreen, Unlock } from "../protocol";
import { entered } from "./session";
import { keptOn } from "./vault";

export { passkeysWork } from "../net/passkeys";

const AGAIN = 2_000;

/** Null: not known yet, perhaps for want of a network. */
export const lockedScreen = signal<LockedScreen | null>(null);

/** Until the server knows, it may still tell this session something. Gives how to stop asking. */
export function tellLocked(): () => void {
  let going = true;
  const tell = async (): Promise<void> => {
    try {
      lockedScreen.value = await post("/api/session/lock", {});
    } catch {
      if (going) setTimeout(() => going && void tell(), AGAIN * (1 + Math.random()));
    }
  };
  void tell();
  return () => {
    going = false;
    lockedScreen.value = null;
  };
}

/** How many messages written here have not left, be they sealed. */
export function unsentHere(): Promise<number> {
  return keptOn("outbox");
}

/** Null when it is unlocked; else why not. */
export function unlockScreen(how: Unlock): Promise<string | null> {
  return orWhyNot(async () => {
    await entered(await post("/api/session/unlock", { body: how }));
  });
}

/** Null also when they changed their mind. */
export function unlockByPasskey(): Promise<string | null> {
  return orWhyNot(async () => {
    const asked = await post("/api/session/unlock/passkey", {});
    const proof = await askPasskey(asked);
    if (proof) await entered(await post("/api/session/unlock", { body: { ...proof, ticket: asked.ticket } }));
  });
}

/** To the provider who let them in. The way back is a fresh page, locked still, which knows that they have proved it. */
export function leaveToProveIt(): Promise<string | null> {
  return orWhyNot(async () => {
    location.assign((await post("/api/session/unlock/elsewhere", {})).address);
  });
}

async function orWhyNot(act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    // Too many tries, or twelve hours: the session is over, and the page asks who it is.
    if (no.status === 401) (await import("./door")).problem.value = no.message;
    return no.message;
  }
}
