import { FileDown, Forward } from "lucide-preact";
import { fr } from "../../fr";
import { forwards } from "../../fr.forwards";
import { go } from "../../store/route";
import type { Action } from "../../ui/Menu/Menu";

/** Both lead to the same PDF: it is kept in the record, or goes on by mail. */
export function exportActions(): Action[] {
  const act = () => go({ sheet: "export", seq: null });
  return [
    { icon: FileDown, label: fr.exportForRecord, act },
    { icon: Forward, label: forwards.conversation, act },
  ];
}
