import { computed, effect, signal } from "@preact/signals";
import { connected, nextTry, tryNow } from "./connection";
import { me, whenForgotten } from "./state";

export { tryNow };
export type Network = {
  state: "connected" | "reconnecting" | "offline" | "caught_up" | "reload";
  since: string | null;
  retryInSeconds: number | null;
};

const SHOWN_AFTER = 2_000;
const CAUGHT_UP_FOR = 3_000;

const now = signal(Date.now());
const downSince = signal<number | null>(null);
const caughtUpAt = signal<number | null>(null);
const outdated = signal(false);
const onLine = signal(navigator.onLine);

export const network = computed<Network>(() => {
  const since = downSince.value;
  if (outdated.value) return still("reload");
  if (since !== null && now.value - since >= SHOWN_AFTER) {
    return {
      state: onLine.value ? "reconnecting" : "offline",
      since: new Date(since).toISOString(),
      retryInSeconds: nextTry.value && Math.max(0, Math.ceil((nextTry.value - now.value) / 1_000)),
    };
  }
  const quiet = caughtUpAt.value !== null && now.value - caughtUpAt.value < CAUGHT_UP_FOR;
  return still(quiet ? "caught_up" : "connected");
});

/** Everything missed has been fetched. */
export function caughtUp(): void {
  const since = downSince.value;
  now.value = Date.now();
  if (since !== null && now.value - since >= SHOWN_AFTER) caughtUpAt.value = now.value;
  downSince.value = null;
}

/** The server speaks another version of the protocol than this page. */
export function mustReload(): void {
  outdated.value = true;
}

export function watchNetwork(): void {
  window.addEventListener("online", () => (onLine.value = true));
  window.addEventListener("offline", () => (onLine.value = false));
  // Down from the moment one waits for the server, signed in or not known yet.
  effect(() => {
    if (!connected.value && me.value !== null) downSince.value ??= Date.now();
  });
  effect(() => {
    if (downSince.value === null && caughtUpAt.value === null) return;
    const ticking = setInterval(tick, 500);
    return () => clearInterval(ticking);
  });
}

function tick(): void {
  now.value = Date.now();
  if (caughtUpAt.value !== null && now.value - caughtUpAt.value >= CAUGHT_UP_FOR) caughtUpAt.value = null;
}

function still(state: Network["state"]): Network {
  return { state, since: null, retryInSeconds: null };
}

whenForgotten(() => {
  downSince.value = caughtUpAt.value = null;
});
