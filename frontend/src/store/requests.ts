/** « Pris en compte » : what is still awaited, of me and by me; and saying so. */
import { signal } from "@preact/signals";
import { get, post, Refusal } from "../net/api";
import type { Happened, OpenRequests } from "../protocol";
import { afresh } from "./afresh";
import { bodyOf } from "./aftermath";
import { mine, whenForgotten } from "./state";

const PAUSE = 1_000;

export type Whose = "of_me" | "by_me";

/** The first of those that are asked of me, and how many there are both ways. */
export const openRequests = signal<OpenRequests | null>(null);

let soon: ReturnType<typeof setTimeout> | undefined;

/** « Pris en compte », or not after all. A string is why it was refused. */
export async function take(conversation: string, seq: number, on: boolean): Promise<string | null> {
  const ref = crypto.randomUUID();
  try {
    await post("/api/conversations/{conversation}/entries/{seq}/taking", { path: { conversation, seq }, body: { ref, on } });
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

export function requestsPage(whose: Whose, after: string | null): Promise<OpenRequests> {
  return get("/api/requests", { query: { whose, after } });
}

/** How many urgent ones I have sent today, and from how many on one is reminded. */
export function urgentToday() {
  return get("/api/requests/urgent-today", {});
}

/** Only the server knows all that is open: what may change it makes it be read again. */
export function requestsHear({ entry }: Happened): void {
  if (!mayChange(entry.what.type) && !bodyOf(entry)?.request) return;
  soon ??= setTimeout(() => {
    soon = undefined;
    void refreshRequests();
  }, PAUSE);
}

export const refreshRequests = afresh(async () => {
  const reader = mine();
  try {
    const read = await requestsPage("of_me", null);
    if (reader === mine()) openRequests.value = read;
    return true;
  } catch {
    return false; // the next news, or the next connection, reads it
  }
});

function mayChange(kind: Happened["entry"]["what"]["type"]): boolean {
  return /^(message_(taken|corrected|cancelled|masked)|taking_undone|member_left)$/.test(kind);
}

whenForgotten(() => {
  clearTimeout(soon);
  soon = undefined;
  openRequests.value = null;
});
