/** Whom to call when nobody answers: asked once for each line, as each look at a number is noted. */
import { get } from "../net/api";
import type { ToCall } from "../protocol";
import { whenForgotten } from "./state";

const known = new Map<string, Promise<ToCall[]>>();

export function toCall(conversation: string, seq: number): Promise<ToCall[]> {
  const key = `${conversation}/${seq}`;
  const asked = known.get(key) ?? get("/api/conversations/{conversation}/entries/{seq}/unanswered", { path: { conversation, seq } });
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

whenForgotten(() => known.clear());
