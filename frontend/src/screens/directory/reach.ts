/** Whether somebody will see what one writes, in words. */
import { directory } from "../../fr.directory";
import type { Absence, FoundPerson, Reachability } from "../../protocol";
import { fullName, listed, shortName } from "../people";
import { dayMonth } from "../times";
import { spaced } from "./phone";

export function reachWords({ state, last_on, absence, on_duty = [], phone, by_mail }: Reachability): string {
  if (by_mail) return directory.reach.by_mail;
  if (on_duty.length > 0) return directory.reach.onDuty(listed(on_duty.map(shortName)), stateWords(state, last_on));
  if (state === "nobody_on_duty") return directory.reach.nobodyOnDuty(phone && spaced(phone));
  if (absence) return absenceWords(absence);
  return stateWords(state, last_on);
}

function stateWords(state: Reachability["state"], last_on: string | null | undefined): string {
  if (state === "absent" || state === "nobody_on_duty") return directory.reach.closed;
  return state === "earlier" ? directory.reach.earlier(dayMonth(last_on ?? "")) : directory.reach[state];
}

/** Until when, and who stands in: proposed, never added by itself. */
export function absenceWords({ until_on, stand_in }: Absence): string {
  const day = dayMonth(until_on);
  return stand_in ? directory.reach.absentReplaced(day, fullName(stand_in)) : directory.reach.absent(day);
}

/** Can be written to, be it that they never came, or read by mail alone. */
export function canReceive({ reach }: FoundPerson): boolean {
  return reach.by_mail || (reach.state !== "no_account" && reach.state !== "closed");
}
