import { DoorOpen, Lock, LockOpen, Pencil } from "lucide-preact";
import { fr } from "../../fr";
import type { Row } from "../../protocol";
import { reopen } from "../../store/members";
import { go, type Route } from "../../store/route";
import { thread } from "../../store/thread";
import type { Action } from "../../ui/Menu/Menu";
import { sayIfRefused } from "../notices";

/** What a member may do to the conversation itself, for all. */
export function memberActions(row: Row): Action[] {
  if (row.left || row.kind === "mail") return []; // a courrier is its box's
  const closed = thread.value?.id === row.id && thread.value.closed !== null;
  return [
    { icon: Pencil, label: fr.members.subject, act: () => show("subject") },
    closed
      ? { icon: LockOpen, label: fr.members.reopen, act: () => void sayIfRefused(reopen(row.id)) }
      : { icon: Lock, label: fr.members.close, act: () => show("close") },
    { icon: DoorOpen, label: fr.members.leave, act: () => show("leave") },
  ];
}

function show(sheet: NonNullable<Route["sheet"]>): void {
  go({ sheet, seq: null });
}
