/** The files of entries, as they are looked at. Pure. */
import type { Entry, FileView, Happening } from "../protocol";
import { bodyOf } from "./aftermath";

/** Whatever entry shows this file shows it as it is now. */
export function withFile(entries: Entry[], file: FileView): Entry[] {
  return entries.some((entry) => holds(entry, file)) ? entries.map((entry) => (holds(entry, file) ? replaced(entry, file) : entry)) : entries;
}

/** The entries with a file that was not looked at yet, as far as is known here. */
export function checking(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => bodyOf(entry)?.files.some(({ state }) => state === "checking"));
}

function holds(entry: Entry, file: FileView): boolean {
  return bodyOf(entry)?.files.some(({ id }) => id === file.id) ?? false;
}

function replaced(entry: Entry, file: FileView): Entry {
  const files = bodyOf(entry)?.files.map((one) => (one.id === file.id ? file : one)) ?? [];
  return { ...entry, what: { ...entry.what, files } as Happening };
}
