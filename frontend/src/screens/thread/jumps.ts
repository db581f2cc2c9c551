/** Going elsewhere in the thread on the screen. */
import { signal } from "@preact/signals";
import { jumpTo, jumpToEnd } from "../../store/thread";

export type Jump = { to: number | "end" };

/** Where the timeline is asked to go, once what lies there is loaded. */
export const jump = signal<Jump | null>(null);

export async function returnTo(seq: number): Promise<void> {
  await jumpTo(seq);
  jump.value = { to: seq };
}

export async function goToEnd(): Promise<void> {
  await jumpToEnd();
  jump.value = { to: "end" };
}
