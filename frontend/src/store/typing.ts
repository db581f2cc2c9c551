/** Who is writing, where: shown for six seconds, never kept. */
import { signal } from "@preact/signals";
import { say } from "./connection";
import { whenForgotten } from "./state";

const SHOWN_FOR = 6_000;
const SAID_EVERY = 3_000;

export const typingIn = signal<ReadonlyMap<string, string[]>>(new Map());
const ends = new Map<string, ReturnType<typeof setTimeout>>();
let saidAt = { conversation: "", at: -Infinity };

export function someoneTypes(conversation: string, party: string): void {
  const name = `${conversation} ${party}`;
  clearTimeout(ends.get(name));
  ends.set(name, setTimeout(() => nobodyTypes(conversation, party), SHOWN_FOR));
  const writing = typingIn.value.get(conversation) ?? [];
  if (!writing.includes(party)) show(conversation, [...writing, party]);
}

/** They have said it, or stopped. */
export function nobodyTypes(conversation: string, party: string): void {
  const name = `${conversation} ${party}`;
  clearTimeout(ends.get(name));
  ends.delete(name);
  const writing = typingIn.value.get(conversation);
  if (writing?.includes(party)) show(conversation, writing.filter((one) => one !== party));
}

/** While the line is down nobody is known to write. */
export function forgetTyping(): void {
  for (const end of ends.values()) clearTimeout(end);
  ends.clear();
  typingIn.value = new Map();
}

export function sayTyping(conversation: string): void {
  const now = performance.now();
  if (conversation === saidAt.conversation && now - saidAt.at < SAID_EVERY) return;
  if (say({ type: "typing", conversation })) saidAt = { conversation, at: now };
}

/** The message is sent: the next letter is said at once. */
export function stopTyping(): void {
  saidAt = { conversation: "", at: -Infinity };
}

function show(conversation: string, writing: string[]): void {
  const next = new Map(typingIn.value);
  if (writing.length) next.set(conversation, writing);
  else next.delete(conversation);
  typingIn.value = next;
}

whenForgotten(forgetTyping);
