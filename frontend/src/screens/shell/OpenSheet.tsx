import { fr } from "../../fr";
import type { Me } from "../../protocol";
import { unreachable } from "../../protocol";
import type { Route } from "../../store/route";
import { lazily } from "../../ui/lazily";
import { PatientSheet } from "../patient/lazySheet";
import { PeopleSheet } from "../thread/PeopleSheet";
import { ReadersSheet } from "../thread/ReadersSheet";
import { AccountSheet } from "./AccountSheet";
import { FiltersSheet } from "./FiltersSheet";

const RequestsSheet = lazily(async () => (await import("../requests/RequestsSheet")).RequestsSheet, fr.requests.failed);

export function OpenSheet({ me, sheet }: { me: Me; sheet: NonNullable<Route["sheet"]> }) {
  switch (sheet) {
    case "readers":
      return <ReadersSheet me={me.person} />;
    case "people":
      return <PeopleSheet me={me.person} />;
    case "patient":
      return <PatientSheet />;
    case "filters":
      return <FiltersSheet />;
    case "account":
      return <AccountSheet me={me} />;
    case "requests":
      return <RequestsSheet me={me.person} />;
    default:
      return unreachable(sheet);
  }
}
