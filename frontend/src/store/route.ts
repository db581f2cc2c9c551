import { computed, signal } from "@preact/signals";
import type { InboxFilter } from "../protocol";

export type Filter = InboxFilter;
export type Route = {
  filter: Filter;
  conversation: string | null;
  seq: number | null;
  sheet: null | "readers" | "people" | "filters" | "account";
  composing: boolean;
};
const current = signal<Route>({ filter: "inbox", conversation: null, seq: null, sheet: null, composing: false });
export const route = computed(() => current.value);
export function hrefOf(_to: Partial<Route>): string { return "/reception"; }
export function go(to: Partial<Route>, _how: "push" | "replace" = "push"): void { current.value = { ...current.value, ...to }; }
export function back(): void {}
