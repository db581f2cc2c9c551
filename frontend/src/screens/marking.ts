/** My own marks on a conversation, as menus offer them, and what the page says of each. */
import { signal } from "@preact/signals";
import { Archive, ArchiveRestore, MailOpen, MessageSquareDot, SquareCheck, Star } from "lucide-preact";
import { fr } from "../fr";
import type { Row } from "../protocol";
import { archive, favourite, markRead, markUnread, todo, unarchive } from "../store/marks";
import { go, route } from "../store/route";
import type { Action } from "../ui/Menu/Menu";
import { say, sayIfRefused } from "./notices";

/** The unread conversation that one is about to archive: the page asks first. */
export const archivingUnread = signal<Row | null>(null);

export function actionsOn(row: Row): Action[] {
  const { favourite: starred, todo: ticked, unread } = row.place;
  return [
    { icon: Star, label: starred ? fr.marks.unstar : fr.marks.star, on: starred, act: () => star(row) },
    { icon: SquareCheck, label: ticked ? fr.marks.done : fr.marks.tick, on: ticked, act: () => tick(row) },
    archiveAction(row),
    unread > 0
      ? { icon: MailOpen, label: fr.marks.markRead, act: () => void sayIfRefused(markRead(row.id)) }
      : { icon: MessageSquareDot, label: fr.marks.markUnread, act: () => setUnread(row.id, row.last?.seq ?? row.last_seq) },
  ];
}

export function star(row: Row): void {
  void sayIfRefused(favourite(row.id, !row.place.favourite));
}

export function tick(row: Row): void {
  void sayIfRefused(todo(row.id, !row.place.todo));
}

/** The conversation closes, so that it is not read again by itself. */
export async function setUnread(conversation: string, fromSeq: number): Promise<void> {
  if (await sayIfRefused(markUnread(conversation, fromSeq))) say(fr.marks.markedUnread);
}

export function archiveOrRestore(row: Row): void {
  if (row.place.archived) void restore(row);
  else if (row.place.unread > 0) archivingUnread.value = row;
  else void putAway(row);
}

export async function archiveUnread(row: Row): Promise<void> {
  archivingUnread.value = null;
  if (await sayIfRefused(markRead(row.id))) await putAway(row);
}

function archiveAction(row: Row): Action {
  const { archived } = row.place;
  return {
    icon: archived ? ArchiveRestore : Archive,
    label: archived ? fr.marks.unarchive : fr.marks.archive,
    act: () => archiveOrRestore(row),
  };
}

async function putAway(row: Row): Promise<void> {
  if (!(await sayIfRefused(archive(row.id)))) return;
  leave(row.id);
  say(fr.marks.archived, [
    { label: fr.marks.keep, act: () => void keepAway(row) },
    { label: fr.cancel, act: () => void sayIfRefused(unarchive(row.id)) },
  ]);
}

async function keepAway(row: Row): Promise<void> {
  if (await sayIfRefused(archive(row.id, true))) say(fr.marks.keptArchived);
}

async function restore(row: Row): Promise<void> {
  if (await sayIfRefused(unarchive(row.id))) say(fr.marks.unarchived);
}

function leave(conversation: string): void {
  if (route.value.conversation === conversation) go({ conversation: null, sheet: null, seq: null });
}
