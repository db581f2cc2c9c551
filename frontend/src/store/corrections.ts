/** Correcting, cancelling, masking, reporting a message; its versions. Acts give null, or the server's sentence. */
import { signal } from "@preact/signals";
import { get, post, Refusal } from "../net/api";
import type { MaskReason, Protection, Unsealed, Versions, Wrong } from "../protocol";
import { whenForgotten } from "./state";

type At = { conversation: string; seq: number };
export type Found = Versions | "failed" | undefined;

const found = signal<ReadonlyMap<string, Versions | "failed">>(new Map());

/** All versions of the message that this entry shows; undefined while they are asked for. */
export function versionsAt({ conversation, seq }: At): Found {
  return found.value.get(`${conversation}/${seq}`);
}

export async function readVersions({ conversation, seq }: At): Promise<void> {
  const got = await get("/api/conversations/{conversation}/entries/{seq}/versions", { path: { conversation, seq } }).catch(() => null);
  const key = `${conversation}/${seq}`;
  if (got || !found.peek().has(key)) found.value = new Map(found.peek()).set(key, got ?? "failed");
}

export function correct({ conversation, seq }: At, id: string, text: string, files: string[], reason: Wrong | null) {
  const body = { id, text, files, reason, composed_at: new Date().toISOString() };
  return done(post("/api/conversations/{conversation}/entries/{seq}/correction", { path: { conversation, seq }, body }));
}

export function cancel({ conversation, seq }: At, id: string, reason: string) {
  const body = { id, reason, composed_at: new Date().toISOString() };
  return done(post("/api/conversations/{conversation}/entries/{seq}/cancellation", { path: { conversation, seq }, body }));
}

export function mask({ conversation, seq }: At, reason: MaskReason) {
  const body = { ref: crypto.randomUUID(), reason };
  return done(post("/api/conversations/{conversation}/entries/{seq}/masking", { path: { conversation, seq }, body }));
}

export function report({ conversation, seq }: At, reason: Wrong) {
  const body = { ref: crypto.randomUUID(), reason };
  return done(post("/api/conversations/{conversation}/entries/{seq}/report", { path: { conversation, seq }, body }));
}

export function remind({ conversation, seq }: At) {
  const body = { ref: crypto.randomUUID() };
  return done(post("/api/conversations/{conversation}/entries/{seq}/reminder", { path: { conversation, seq }, body }));
}

export function protection(): Promise<Protection> {
  return get("/api/protection", {});
}

export function maskReported({ conversation, seq }: At, reason: MaskReason) {
  return done(post("/api/protection/masking", { body: { conversation, seq, reason } }));
}

export function askToUnseal({ conversation, seq }: At, reason: string) {
  return done(post("/api/protection/unsealings", { body: { conversation, seq, reason } }));
}

export function agreeToUnseal(unsealing_id: string) {
  return done(post("/api/protection/unsealings/{unsealing_id}/agreement", { path: { unsealing_id } }));
}

/** The words, or why they are not given. */
export async function readUnsealed(unsealing_id: string): Promise<Unsealed | string> {
  try {
    return await post("/api/protection/unsealings/{unsealing_id}/reading", { path: { unsealing_id } });
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

async function done(asked: Promise<unknown>): Promise<string | null> {
  try {
    await asked;
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

whenForgotten(() => (found.value = new Map()));
