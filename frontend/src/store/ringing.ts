/**
 * An open page makes itself heard. Decided late, by reading, as the server decides: what was seen
 * meanwhile, on this page or on any other of mine, is not told. One tab of a browser does it.
 */
import { effect } from "@preact/signals";
import { notices } from "../fr.notices";
import type { Happened, Row } from "../protocol";
import { isAttentive } from "./attention";
import { here } from "./here";
import { rowOf } from "./inbox";
import { preferences, readNotices, wantedOf } from "./notifying";
import { push } from "./push";
import { isCalm, ringFor, type Weight, weightOf } from "./ring";
import { go } from "./route";
import { tone } from "./sound";
import { locked, me, mine, whenForgotten } from "./state";
import { isLeading } from "./tabs";

/** A second of display, and the time it takes to be told of it. */
const LATE = 3_000;
/** Within so long, another message of the same conversation makes no other sound. */
const AGAIN = 120_000;

const rang = new Map<string, number>();
/** How to take away the notification of a conversation. */
const shown = new Map<string, () => void>();

export function arrived(news: Happened): void {
  if (!isLeading()) return;
  const weight = weightOf(news.entry, mine());
  void readNotices();
  setTimeout(() => void ring(news, weight), weight === "urgent" ? 0 : LATE);
}

async function ring({ conversation, entry }: Happened, weight: Weight): Promise<void> {
  await readNotices();
  if (!me.peek() || locked.peek()) return;
  const row = rowOf(conversation);
  const wanted = ringFor({
    weight,
    level: wantedOf(row, new Date()).level,
    calm: isQuietNow(),
    unread: (row?.place.read_upto ?? 0) < entry.seq,
    looking: isAttentive() && here.peek()?.id === conversation,
    lately: Date.now() - (rang.get(conversation) ?? -Infinity) < AGAIN,
    hidden: document.hidden,
    device: push.peek()?.devices.some((one) => one.this && one.state === "working") ?? false,
  });
  if (wanted.tone) {
    rang.set(conversation, Date.now());
    void tone();
  }
  if (wanted.notice) show(conversation, entry.seq, preferences.peek()?.show_sender ? senderOf(row, entry.party) : "");
}

function isQuietNow(): boolean {
  const quiet = preferences.peek()?.quiet;
  return quiet?.state === "accepted" && isCalm(quiet, new Date());
}

/** Never what was said, nor of whom: only that something is there and, if one wants it, from whom. */
function show(conversation: string, seq: number, from: string): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const one = new Notification(notices.newMessage, { tag: conversation, body: from, silent: true });
    one.onclick = () => {
      window.focus();
      go({ conversation, seq: null, sheet: null, composing: false });
    };
    untilRead(conversation, seq, one);
  } catch {
    // A phone shows none but by its service worker: there, push tells.
  }
}

/** Here or elsewhere. */
function untilRead(conversation: string, seq: number, one: Notification): void {
  shown.get(conversation)?.();
  const stop = effect(() => {
    if ((rowOf(conversation)?.place.read_upto ?? 0) >= seq) queueMicrotask(close);
  });
  const close = () => {
    stop();
    one.close();
    if (shown.get(conversation) === close) shown.delete(conversation);
  };
  shown.set(conversation, close);
}

function senderOf(row: Row | undefined, party: string | null): string {
  const person = row?.people.find(({ id }) => id === party);
  return person ? `${person.given_name} ${person.family_name}` : "";
}

whenForgotten(() => {
  for (const close of [...shown.values()]) close();
  rang.clear();
});
