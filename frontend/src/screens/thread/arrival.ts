/** Coming to one message: by its address, from a search or a link, however old it is. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { route } from "../../store/route";
import type { Thread } from "../../store/thread";
import { layout } from "../../ui/Layout/layout";
import type { Anchor } from "../../ui/Windowed/Windowed";
import type { Item } from "./items";
import { returnTo } from "./jumps";

/** Room left above what one came for when the thread opens, in pixels: what it answers to. */
export const ABOVE = 96;

/** For so long it stands out. */
const LIT = 2_500;
const lit = signal<number | null>(null);
let timer = 0;

/** For an attribute: absent rather than false. */
export function isLit(seq: number): true | undefined {
  return lit.value === seq || undefined;
}

/** Where to begin, when the thread was opened for one message. */
export function anchorAt(items: Item[]): Anchor | null {
  const seq = target();
  const there = items.find((item) => item.kind === "entry" && seq !== null && item.entry.seq >= seq);
  return there ? [{ key: there.key, offset: ABOVE }] : null;
}

/** Comes to the message of the address, once for each time one goes there; a sheet that closes is no new time. */
export function useArrival(thread: Thread): void {
  const seq = target();
  const last = useRef<number | null>(null);
  const { sheet } = route.value;
  useEffect(() => {
    if (sheet !== null || seq === last.current) return;
    last.current = seq;
    if (seq !== null) void comeTo(seq);
  }, [thread.id, seq, sheet]);
}

export async function comeTo(seq: number): Promise<void> {
  await returnTo(seq);
  clearTimeout(timer);
  lit.value = seq;
  timer = window.setTimeout(() => (lit.value = null), LIT);
  // On a phone the list has gone, and the focus with it, to the title: it goes on to the message, for who uses
  // keys or ears. Beside a list it stays where it is, to walk on.
  if (layout.value === "phone") requestAnimationFrame(() => requestAnimationFrame(focusLit));
}

function focusLit(): void {
  const message = document.querySelector<HTMLElement>("article[data-lit]");
  if (message === null) return;
  message.tabIndex = -1;
  message.focus({ preventScroll: true });
}

function target(): number | null {
  const { sheet, seq } = route.value;
  return sheet === null ? seq : null;
}
