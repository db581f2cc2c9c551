import { fr } from "../../fr";
import type { Me } from "../../protocol";
import { unreachable } from "../../protocol";
import type { Route } from "../../store/route";
import { lazily } from "../../ui/lazily";
import { AddSheet, CloseSheet, LeaveSheet, SubjectSheet } from "../members/lazyParts";
import { PatientSheet } from "../patient/lazySheet";

const RequestsSheet = lazily(async () => (await import("../requests/RequestsSheet")).RequestsSheet, fr.notFetched);
const ExportSheet = lazily(async () => (await import("../exporting/ExportSheet")).ExportSheet, fr.notFetched);
const PeopleSheet = lazily(async () => (await import("../thread/PeopleSheet")).PeopleSheet, fr.notFetched);
const ReadersSheet = lazily(async () => (await import("../thread/ReadersSheet")).ReadersSheet, fr.notFetched);
const ActivitySheet = lazily(async () => (await import("../activity/ActivitySheet")).ActivitySheet, fr.notFetched);
const FiltersSheet = lazily(async () => (await import("./FiltersSheet")).FiltersSheet, fr.notFetched);
const AccountSheet = lazily(async () => (await import("./AccountSheet")).AccountSheet, fr.notFetched);

const DutiesSheet = lazily(async () => (await import("../duties/DutiesSheet")).DutiesSheet, fr.notFetched);

const VersionsSheet = lazily(async () => (await import("../corrections/VersionsSheet")).VersionsSheet, fr.notFetched);
const ProtectionSheet = lazily(async () => (await import("../corrections/ProtectionSheet")).ProtectionSheet, fr.notFetched);

export function OpenSheet({ me, sheet }: { me: Me; sheet: Exclude<Route["sheet"], null | "notifications" | "mailboxes"> }) {
  switch (sheet) {
    case "readers":
      return <ReadersSheet me={me.person} />;
    case "versions":
      return <VersionsSheet me={me.person} />;
    case "protection":
      return me.protection && <ProtectionSheet role={me.protection} />;
    case "people":
      return <PeopleSheet me={me.person} />;
    case "add":
      return <AddSheet />;
    case "leave":
      return <LeaveSheet me={me.person} />;
    case "subject":
      return <SubjectSheet />;
    case "close":
      return <CloseSheet />;
    case "patient":
      return <PatientSheet />;
    case "export":
      return <ExportSheet />;
    case "filters":
      return <FiltersSheet />;
    case "account":
      return <AccountSheet me={me} />;
    case "activity":
      return <ActivitySheet />;
    case "duties":
      return <DutiesSheet me={me} />;
    case "requests":
      return <RequestsSheet me={me.person} />;
    default:
      return unreachable(sheet);
  }
}
