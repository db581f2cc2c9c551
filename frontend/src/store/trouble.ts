/** Whether notifications have stopped coming, and where. One says « plus tard » for a week, on this machine. */
import { signal } from "@preact/signals";
import type { Push } from "../protocol";

export type Trouble = { here: true } | { here: false; name: string };

const KEY = "liaison-trouble-later";
const WEEK = 7 * 86_400_000;

export const dismissed = signal(Date.now() - Number(localStorage.getItem(KEY)) < WEEK);

export function dismissTrouble(): void {
  localStorage.setItem(KEY, String(Date.now()));
  dismissed.value = true;
}

/**
 * This browser was allowed to show them, and is registered no more, or no longer answers; or else another
 * device of mine has fallen silent. Who never wanted any here is left alone.
 */
export function troubleIn({ devices, shared }: Push, permission: NotificationPermission): Trouble | null {
  if (shared) return null;
  const here = devices.find((one) => one.this);
  if (here ? here.state !== "working" : permission === "granted" && devices.length > 0) return { here: true };
  const other = devices.find((one) => !one.this && one.state !== "working");
  return other ? { here: false, name: other.name } : null;
}
