/** Going to be identified by somebody else. The way back is a fresh page: it asks who is in. */
import { get, post, Refusal } from "../net/api";
import type { ProviderId, WaysIn } from "../protocol";
import { someoneIsHere } from "./idle";
import { problem } from "./door";

const AGAIN = 2_000;

// This tab went to be identified: whoever comes back by it is offered a code.
const GONE = "liaison-gone-to-be-identified";

export type Offered = WaysIn["providers"];

/** Asked until it is known, as without it some people have no way in at all. Meanwhile: none. */
export async function waysIn(tell: (offered: Offered) => void): Promise<void> {
  try {
    const { providers, refused } = await get("/api/sign-in", {});
    if (refused) problem.value = refused.message;
    tell(providers);
  } catch {
    tell([]);
    setTimeout(() => void waysIn(tell), AGAIN);
  }
}

/** False: it cannot be gone to now, and why is said. */
export async function identify(provider: ProviderId, shared: boolean): Promise<boolean> {
  problem.value = null;
  try {
    const { address } = await post("/api/sign-in/{provider}", { path: { provider }, body: { shared } });
    someoneIsHere(shared);
    sessionStorage.setItem(GONE, "1");
    location.assign(address);
    return true;
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    problem.value = no.message;
    return false;
  }
}

/** Told once. */
export function cameBack(): boolean {
  const gone = sessionStorage.getItem(GONE) !== null;
  sessionStorage.removeItem(GONE);
  return gone;
}
