/** What one does with a courrier that is there. */
import { signal } from "@preact/signals";
import { post } from "../net/api";
import { type Answer, done } from "./done";
import { whenForgotten } from "./state";

/** How long a courrier waits before it leaves: bridge/sending/accepting.py GRACE. */
export const GRACE = 20_000;

/** Of those written in this page: until when, by its own clock, they can be taken back. */
const until = signal<ReadonlyMap<string, number>>(new Map());

export function takeBackUntil(conversation: string, seq: number, end: number): void {
  until.value = new Map(until.value).set(`${conversation}/${seq}`, end);
}

/** By this page's clock if it wrote it, by the server's time of it otherwise. */
export function leavesAt(conversation: string, seq: number, at: string): number {
  return until.value.get(`${conversation}/${seq}`) ?? Date.parse(at) + GRACE;
}

export function cancelSending(conversation: string, seq: number): Answer {
  return done(post("/api/mail/letters/{conversation}/{seq}/cancel", { path: { conversation, seq } }));
}

export function resend(conversation: string, seq: number, recipient: number): Answer {
  return done(post("/api/mail/letters/{conversation}/{seq}/resend", { path: { conversation, seq }, body: { recipient } }));
}

export function giveReceipt(conversation: string, seq: number): Answer {
  return done(post("/api/mail/letters/{conversation}/{seq}/receipt", { path: { conversation, seq } }));
}

export function originalOf(conversation: string, seq: number): string {
  return `/api/mail/letters/${conversation}/${seq}/original`;
}

export function htmlOf(conversation: string, seq: number): string {
  return `/api/mail/letters/${conversation}/${seq}/html`;
}

whenForgotten(() => (until.value = new Map()));
