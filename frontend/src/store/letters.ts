/** What one does with a courrier that is there. */
import { signal } from "@preact/signals";
import { get, post } from "../net/api";
import type { Kin } from "../protocol";
import { type Answer, done } from "./done";
import { whenForgotten } from "./state";

/** How long a courrier waits before it leaves: bridge/sending/accepting.py GRACE. */
export const GRACE = 20_000;

/** Of those written in this page: until when, by its own clock, they can be taken back. */
const written = signal<ReadonlyMap<string, number>>(new Map());

export function justWritten(conversation: string, seq: number, until: number): void {
  written.value = new Map(written.value).set(`${conversation}/${seq}`, until);
}

/** By this page's clock if it wrote it, by the server's time of it otherwise. */
export function leavesAt(conversation: string, seq: number, at: string): number {
  return written.value.get(`${conversation}/${seq}`) ?? Date.parse(at) + GRACE;
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

/** The courriers this one may belong with: a guess. */
export async function kindredOf(conversation: string): Promise<Kin[]> {
  return (await get("/api/mail/conversations/{conversation}/kindred", { path: { conversation } })).threads;
}

/** For good: what was said here is said there, and what comes next too. */
export function joinTo(conversation: string, to: string): Answer {
  return done(post("/api/mail/conversations/{conversation}/attach", { path: { conversation }, body: { to } }));
}

/** The courrier that is to be joined to another: its screen asks which. */
export const joining = signal<string | null>(null);

export function originalOf(conversation: string, seq: number): string {
  return `/api/mail/letters/${conversation}/${seq}/original`;
}

export function htmlOf(conversation: string, seq: number): string {
  return `/api/mail/letters/${conversation}/${seq}/html`;
}

whenForgotten(() => {
  written.value = new Map();
  joining.value = null;
});
