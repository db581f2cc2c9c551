import { computed } from "@preact/signals";
import type { Entry, Member, Readers, Receipts, Row } from "../protocol";

export type Pending = { id: string; text: string; composed_at: string; state: "sending" | "waiting" | "failed"; attempts: number; problem: string | null };
export type Thread = {
  id: string;
  status: "loading" | "ready" | "failed" | "absent";
  problem: string | null;
  row: Row | null;
  members: Member[];
  visible: [number, number | null][];
  entries: Entry[];
  moreBefore: boolean;
  moreAfter: boolean;
  lastSeq: number;
  firstUnread: number | null;
  notBrowsed: number;
  receipts: Receipts | null;
  pending: Pending[];
};
export const thread = computed<Thread | null>(() => null);
export async function older(): Promise<void> {}
export async function newer(): Promise<void> {}
export async function jumpTo(_seq: number): Promise<void> {}
export async function jumpToEnd(): Promise<void> {}
export async function readers(_conversation: string, seq: number): Promise<Readers> {
  return { seq, seen: [], delivered: [], not_delivered: [], later: [] };
}
export function displayed(_seq: number): void {}
export function hidden(_seq: number): void {}
