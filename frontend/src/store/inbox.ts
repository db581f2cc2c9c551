import { computed } from "@preact/signals";
import type { Counts, Row } from "../protocol";

export type ListState = { rows: Row[]; more: boolean; status: "loading" | "ready" | "failed"; problem: string | null };
export const list = computed<ListState>(() => ({ rows: [], more: false, status: "loading", problem: null }));
export const counts = computed<Counts | null>(() => null);
export const typingIn = computed<ReadonlyMap<string, string[]>>(() => new Map());
export const drafts = computed<ReadonlyMap<string, string>>(() => new Map());
export const failedIn = computed<ReadonlySet<string>>(() => new Set());
export async function loadMore(): Promise<void> {}
export function retryList(): void {}
