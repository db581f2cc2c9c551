import { FileDown } from "lucide-preact";
import { fr } from "../../fr";
import { go } from "../../store/route";
import type { Action } from "../../ui/Menu/Menu";

export function exportAction(): Action {
  return { icon: FileDown, label: fr.exportForRecord, act: () => go({ sheet: "export", seq: null }) };
}
