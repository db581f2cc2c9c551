/** Files joined to what is being written, and those of another visit. Fetched with the composer's tools. */
import { files as words } from "../fr.files";
import { get, Refusal } from "../net/api";
import type { Joined } from "./along";
import { draftOf, putAlong } from "./drafts";
import { begin, change, drop } from "./progress";
import { keptFile, sweepFiles } from "./keptFiles";
import { giveUp, goOn, isHeldHere, isHeldSomewhere, reduceAndSend, rest, start } from "./sending";
import { areUp, problemIn, uploads } from "./uploads";

/** conversations/protocol.py holds to the same number. */
export const FILES_MOST = 10;
const PAUSE = 2_000;

/** What is being written, as far as its files go. */
export type Holder = { files: () => readonly Joined[]; put: (files: Joined[]) => void };

/** The draft of a conversation. */
export function draftHolder(conversation: string): Holder {
  return { files: () => draftOf(conversation).along.files, put: (files) => putAlong(conversation, { files }) };
}

/** Add these to it, and send them. Says what was not taken, if anything. */
export function join({ files, put }: Holder, chosen: readonly File[]): string | null {
  const taken = chosen.slice(0, FILES_MOST - files().length).map((file) => ({ id: crypto.randomUUID(), name: file.name, size: file.size }));
  begin(taken, "preparing");
  put([...files(), ...taken]);
  taken.forEach(({ id }, index) => start(id, chosen[index] as File));
  const left = chosen.length - taken.length;
  return left > 0 ? words.tooMany(left) : null;
}

/** It goes from what is being written, and from the server. */
export function unjoin({ files, put }: Holder, id: string): void {
  put(files().filter((one) => one.id !== id));
  drop([{ id }]);
  giveUp(id);
}

/** Once all of them are there, or one never will be. */
export function settled(files: readonly Joined[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => areUp(files) || problemIn(files) !== null;
    const unsubscribe = uploads.subscribe(() => {
      if (look()) queueMicrotask(() => (unsubscribe(), resolve()));
    });
  });
}

/** Its sender agrees to send a smaller copy. */
export const reduce = reduceAndSend;

/** Chosen in another visit or another tab: the server has it, another page is sending it, or this one goes on. */
export function recall(files: readonly Joined[]): void {
  const unknown = files.filter(({ id }) => !uploads.peek().has(id));
  begin(unknown, "unknown");
  for (const { id } of unknown) void recallOne(id);
}

/** They belong to a message, or to nothing any more. */
export function letGo(files: readonly Joined[]): void {
  if (files.some(({ id }) => uploads.peek().has(id))) drop(files);
}

async function recallOne(id: string): Promise<void> {
  while (uploads.peek().has(id) && !isHeldHere(id)) {
    const found = await lookUp(id);
    if (found?.finished) return change(id, { state: "up", sent: found.size, size: found.size });
    if (found !== undefined && !(await isHeldSomewhere(id))) return takeUp(id);
    if (found !== undefined) change(id, { state: "elsewhere" });
    await rest(PAUSE);
  }
}

/** No page is sending it any more: this one does, if its bytes were kept. */
async function takeUp(id: string): Promise<void> {
  const kept = await keptFile(id);
  if (kept === null) return change(id, { state: "lost", problem: words.lost });
  change(id, { state: "preparing", size: kept.bytes.size });
  goOn(id, kept);
}

/** Null: it never began. Undefined: nobody answers. */
async function lookUp(id: string) {
  try {
    return await get("/api/uploads/{upload}", { path: { upload: id } });
  } catch (no) {
    return no instanceof Refusal && no.status === 404 ? null : undefined;
  }
}

void sweepFiles();
