/** « Distribué » : tells the server up to where this page holds each conversation. */
import { say } from "./connection";
import { whenForgotten } from "./state";

const PAUSE = 2_000;
const MOST = 100;

const told = new Map<string, number>();
const waiting = new Map<string, number>();
let last = -Infinity;
let timer: ReturnType<typeof setTimeout> | undefined;

/** At once if nothing was said for two seconds, otherwise gathered. */
export function holdsUpTo(conversation: string, seq: number): void {
  if (seq <= Math.max(told.get(conversation) ?? 0, waiting.get(conversation) ?? 0)) return;
  waiting.set(conversation, seq);
  timer ??= setTimeout(tell, Math.max(0, last + PAUSE - performance.now()));
}

/** The line was down: what was said last may not have arrived. */
export function acknowledgeAgain(): void {
  for (const [conversation, seq] of told) waiting.set(conversation, Math.max(seq, waiting.get(conversation) ?? 0));
  told.clear();
  timer ??= setTimeout(tell, 0);
}

function tell(): void {
  timer = undefined;
  const some = [...waiting].slice(0, MOST);
  if (!some.length) return;
  if (!say({ type: "acknowledge", positions: some.map(([conversation, seq]) => ({ conversation, seq })) })) return;
  last = performance.now();
  for (const [conversation, seq] of some) {
    told.set(conversation, seq);
    waiting.delete(conversation);
  }
  if (waiting.size) timer = setTimeout(tell, PAUSE);
}

whenForgotten(() => {
  told.clear();
  waiting.clear();
});
