/** What the page says in passing: one sentence at a time, the last one. */
import { signal } from "@preact/signals";
import type { Choice } from "../ui/Toast/Toast";

export type Notice = { text: string; choices: Choice[] };

export const notice = signal<Notice | null>(null);

export function say(text: string, choices: Choice[] = []): void {
  notice.value = { text, choices };
}

/** Says why an act was refused, if it was. */
export async function sayIfRefused(answer: Promise<string | null>): Promise<boolean> {
  const refusal = await answer;
  if (refusal !== null) say(refusal);
  return refusal === null;
}
