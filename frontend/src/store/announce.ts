import { signal } from "@preact/signals";
import { whenForgotten } from "./state";

const GATHERED = 1_000;

/** New messages of the open conversation, gathered per second, for the polite live region. `from`: party ids. */
export const announcement = signal<{ count: number; from: string[] } | null>(null);

let gathering: { count: number; from: string[] } | null = null;

export function announce(party: string): void {
  if (gathering === null) {
    gathering = { count: 0, from: [] };
    setTimeout(tell, GATHERED);
  }
  gathering.count += 1;
  if (!gathering.from.includes(party)) gathering.from.push(party);
}

function tell(): void {
  announcement.value = gathering;
  gathering = null;
}

whenForgotten(() => {
  announcement.value = gathering = null;
});
