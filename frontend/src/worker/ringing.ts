/** A push has come: what it is about is asked for, something is always shown, and the server is told so. */
import type { NoticeView } from "../protocol";
import { type Kept, shownOf, signalIn } from "./showing";

/** Longer, and a browser might think that nothing will be shown. */
const PATIENCE = 4_000;
/** So many of those shown before are asked about: one is being waited for. */
const LOOKED_AT = 5;

export async function ring(text: string, registration: ServiceWorkerRegistration, canTake: boolean): Promise<void> {
  const signal = signalIn(text);
  const told = signal && (await ask(signal.n));
  const { title, options } = shownOf(signal, told, canTake);
  await registration.showNotification(title, options);
  if (!signal) return;
  if (told?.unread !== undefined) await badge(told.unread);
  await Promise.all([sayShown(signal.n), closeSeen(registration, signal.n)]);
}

/** Null: locked, signed out, not theirs, no network. They all look the same. */
async function ask(notice: string): Promise<NoticeView | null> {
  try {
    const answer = await fetch(`/api/notices/${notice}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? ((await answer.json()) as NoticeView) : null;
  } catch {
    return null;
  }
}

/** It says « Distribué ». Not told: the server thinks that it did not arrive, and tries otherwise. */
async function sayShown(notice: string): Promise<void> {
  await fetch(`/api/notices/${notice}/shown`, { method: "POST", signal: AbortSignal.timeout(PATIENCE) }).catch(() => {});
}

/** What was read elsewhere since leaves this screen now: no push comes for that alone. */
async function closeSeen(registration: ServiceWorkerRegistration, but: string): Promise<void> {
  const others = (await registration.getNotifications()).filter(({ data }) => data && (data as Kept).notice !== but);
  await Promise.all(
    others.slice(0, LOOKED_AT).map(async (one) => {
      const told = await ask((one.data as Kept).notice);
      if (told?.seen && !told.asked) one.close();
    }),
  );
}

/** How many conversations are unread; where the platform has no badge, nothing. */
export async function badge(unread: number): Promise<void> {
  if (!("setAppBadge" in navigator)) return;
  await (unread ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => {});
}
