/** Whether notifications are offered in this browser: once a month at most; who refuses is left in peace. */
import { computed, signal } from "@preact/signals";
import { here } from "../../store/push";

/** When that was last answered here: a day, which says nothing of anybody. */
const KEY = "liaison-notifications-offered";
const EVERY = 30 * 86_400_000;

const answered = signal(Date.now() - Number(localStorage.getItem(KEY)) < EVERY);
/** What this browser can do is known (attend.ts). */
const known = signal(false);

export const offered = computed(() => known.value && !answered.value && (here.value === "offered" || here.value === "to_install"));

export function mayBeOffered(): void {
  known.value = true;
}

/** Whoever sees their settings has seen the offer too. */
export function offerAnswered(): void {
  localStorage.setItem(KEY, String(Date.now()));
  answered.value = true;
}
