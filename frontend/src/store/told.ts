/** Whom a message would be told to, and whom it was told to. */
import { get } from "../net/api";
import type { ToldPeople, UntoldPeople } from "../protocol";

export function untoldIn(conversation: string): Promise<UntoldPeople> {
  return get("/api/conversations/{conversation}/untold", { path: { conversation } });
}

export function toldOf(conversation: string, seq: number): Promise<ToldPeople> {
  return get("/api/conversations/{conversation}/entries/{seq}/told", { path: { conversation, seq } });
}
