/** Going elsewhere in the thread on the screen. */
import { effect, signal } from "@preact/signals";
import { go } from "../../store/route";
import { jumpTo, jumpToEnd, thread } from "../../store/thread";

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

/** Opens the conversation at this message, once it is loaded. */
export async function openAt(conversation: string, seq: number): Promise<void> {
  go({ conversation, sheet: null, seq: null });
  await new Promise<void>((resolve) => {
    const stop = effect(() => {
      const open = thread.value;
      if (open?.id === conversation && open.status === "loading") return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
  if (thread.peek()?.id === conversation) await returnTo(seq);
}
