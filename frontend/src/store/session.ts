import { computed, signal } from "@preact/signals";
import type { Me, Person } from "../protocol";

export const me = signal<Me | null | undefined>(undefined);
export const signInProblem = signal<string | null>(null);
export const unsent = computed(() => 0);
export async function signIn(_given: { username: string; password: string; shared: boolean }): Promise<void> {}
export async function signInAs(_person: string, _shared: boolean): Promise<void> {}
export async function demoPeople(): Promise<Person[]> { return []; }
export async function signOut(): Promise<void> {}
