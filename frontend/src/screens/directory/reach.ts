/** Whether somebody will see what one writes, in words. */
import { directory } from "../../fr.directory";
import type { Absence, FoundPerson, Reachability } from "../../protocol";
import { fullName } from "../people";
import { dayMonth } from "../times";

export function reachWords({ state, last_on, absence }: Reachability): string {
  if (absence) return absenceWords(absence);
  if (state === "absent") return directory.reach.closed;
  return state === "earlier" ? directory.reach.earlier(dayMonth(last_on ?? "")) : directory.reach[state];
}

/** Until when, and who stands in: proposed, never added by itself. */
export function absenceWords({ until_on, stand_in }: Absence): string {
  const day = dayMonth(until_on);
  return stand_in ? directory.reach.absentReplaced(day, fullName(stand_in)) : directory.reach.absent(day);
}

/** Can be written to, be it that they never came. */
export function canReceive({ reach }: FoundPerson): boolean {
  return reach.state !== "no_account" && reach.state !== "closed";
}
