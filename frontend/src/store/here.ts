/** The open conversation, as held: what thread.ts shows, and what news and fetched pages change. */
import { signal } from "@preact/signals";
import type { Entry } from "../protocol";
import { apply, isGap, type News, type Opened } from "./apply";
import { asksToBeSeen } from "./spans";
import { mine, whenForgotten } from "./state";
import { bounded, firstSeq, MOST } from "./window";

export type Here = {
  id: string;
  status: "loading" | "ready" | "failed" | "absent";
  problem: string | null;
  opened: Opened | null;
  firstUnread: number | null;
};

export const here = signal<Here | null>(null);
/** Rises with each receipt: who has seen what may be asked again. */
export const receiptsTold = signal(0);

/** Change it, if it still is the one that is open. */
export function update(id: string, change: (now: Here) => Here): void {
  const now = here.peek();
  if (now?.id === id) here.value = change(now);
}

export function updateOpened(id: string, change: (opened: Opened) => Opened): void {
  update(id, (now) => (now.opened ? { ...now, opened: change(now.opened) } : now));
}

export function openedOf(id: string): Opened | null {
  const now = here.peek();
  return now?.id === id ? now.opened : null;
}

/** News of it. False: something is missing before this, to be fetched. */
export function take(news: News, reading: number[]): boolean {
  const now = here.peek();
  if (!now?.opened) return true;
  if (news.type === "receipts") receiptsTold.value += 1;
  const after = apply(now.opened, news, mine());
  if (after !== now.opened) here.value = { ...now, opened: trimmed(after, reading) };
  return !(news.type === "happened" && news.conversation === now.id && isGap(now.opened.page, news.entry.seq));
}

/** Where one begins to read: the first that counts after the marker. */
export function firstUnreadIn({ view, page }: Opened): number | null {
  const { unread, read_upto } = view.row.place;
  if (!unread) return null;
  return page.entries.find((entry) => entry.seq > read_upto && asksToBeSeen(entry, mine()))?.seq ?? null;
}

/** Entries that arrive push out those farthest from what is being read. */
function trimmed(opened: Opened, reading: number[]): Opened {
  if (opened.page.entries.length <= MOST) return opened;
  const middle = firstSeq(opened.page) + MOST / 2;
  const readingOldPart = reading.length > 0 && Math.max(...reading) < middle;
  return { ...opened, page: bounded(opened.page, readingOldPart ? "after" : "before") };
}

export function entriesHere(): readonly Entry[] {
  return here.peek()?.opened?.page.entries ?? [];
}

whenForgotten(() => (here.value = null));
