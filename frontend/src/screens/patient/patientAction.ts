import { IdCard } from "lucide-preact";
import { fr } from "../../fr";
import type { Row } from "../../protocol";
import { go } from "../../store/route";
import type { Action } from "../../ui/Menu/Menu";

/** To the card of whom it is about, or to say so. */
export function patientAction(row: Row): Action {
  const label = row.patient || row.left ? fr.patient.seeCard : fr.patient.set;
  return { icon: IdCard, label, act: () => go({ sheet: "patient", seq: null }) };
}
