/** What is shown of a push: that there is something, from whom if they asked for it, and never what it says. */
import { words } from "../fr.worker";
import type { NoticeView } from "../protocol";

/** All that a push service carries. `t` is the same for all of one conversation, and tells nothing else. */
export type Signal = { n: string; t: string; s: 0 | 1 };

/** What is kept with a notification while it is shown: ids. */
export type Kept = { notice: string; conversation: string | null; seq: number | null; party: string | null };

type Action = { action: "answer" | "take"; title: string };
export type Shown = { title: string; options: NotificationOptions & { renotify?: boolean; actions: Action[]; data: Kept | null } };

/** Null: unreadable. Something is shown all the same: a browser takes its right from who shows nothing. */
export function signalIn(text: string): Signal | null {
  try {
    const { n, t, s } = JSON.parse(text) as Partial<Signal>;
    return typeof n === "string" && typeof t === "string" ? { n, t, s: s ? 1 : 0 } : null;
  } catch {
    return null;
  }
}

/**
 * Told: null when the server could not be asked, or would not say: locked, signed out, no network.
 * `canTake`: this browser lets a service worker say « Pris en compte ».
 */
export function shownOf(signal: Signal | null, told: NoticeView | null, canTake: boolean): Shown {
  return {
    title: titleOf(told),
    options: {
      lang: "fr",
      icon: "/icons/icon-192.png",
      badge: "/icons/badge-96.png",
      body: bodyOf(told),
      data: signal && { notice: signal.n, conversation: told?.conversation_id ?? null, seq: told?.seq ?? null, party: told?.party ?? null },
      silent: !signal?.s,
      actions: actionsOf(told, canTake),
      // The one before of the same conversation is replaced, with a sound only if this one has it.
      ...(signal && { tag: signal.t, renotify: signal.s === 1 }),
    },
  };
}

function titleOf(told: NoticeView | null): string {
  if (told?.kind === "test") return words.test;
  return told?.urgent ? words.urgent : words.message;
}

function bodyOf(told: NoticeView | null): string {
  if (told?.kind === "test") return words.testDetail;
  return told?.sender ? words.from(told.sender) : "";
}

/** Nobody takes into account what they have not read: only of a request that was seen, told again. */
function actionsOf(told: NoticeView | null, canTake: boolean): Action[] {
  if (!told?.conversation_id) return [];
  const answer: Action = { action: "answer", title: words.answer };
  return told.asked && told.seen && canTake ? [{ action: "take", title: words.take }, answer] : [answer];
}
