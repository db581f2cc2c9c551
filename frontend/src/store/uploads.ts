/** The files that go up from this browser: how far each is. What sends them is fetched with the first (uploading.ts). */
import { signal } from "@preact/signals";
import type { Joined } from "./along";

export type Upload = {
  sent: number; // bytes the server has
  size: number;
  // unknown: chosen before this page was opened, or in another tab; the server is being asked
  // too_large: a photo of which a smaller copy can be made, if its sender agrees
  state: "unknown" | "preparing" | "sending" | "waiting" | "elsewhere" | "up" | "too_large" | "refused" | "lost";
  problem: string | null; // why it will never be there by itself, in a sentence
  noted: readonly ("unplaced" | "reduced")[];
};

/** By the id of the file. */
export const uploads = signal<ReadonlyMap<string, Upload>>(new Map());

/** All of them are there: the message may leave. */
export function areUp(files: readonly Joined[]): boolean {
  return files.every(({ id }) => uploads.value.get(id)?.state === "up");
}

/** The first that will never be there by itself, in a sentence. */
export function problemIn(files: readonly Joined[]): string | null {
  const stuck = files.find(({ id }) => uploads.value.get(id)?.problem);
  return stuck ? `${stuck.name}\u00a0: ${uploads.value.get(stuck.id)?.problem}` : null;
}

/** Files that this page did not choose itself: where are they? Asked again whenever they are looked at. */
export function recall(files: readonly Joined[]): void {
  if (files.some(({ id }) => !uploads.peek().has(id))) withEngine((engine) => engine.recall(files));
}

/** They belong to a message, or to nothing any more. */
export function letGo(files: readonly Joined[]): void {
  if (files.length > 0) withEngine((engine) => engine.letGo(files));
}

function withEngine(act: (engine: typeof import("./uploading")) => void): void {
  import("./uploading").then(act, () => {});
}
