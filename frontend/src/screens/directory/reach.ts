/** Whether somebody will see what one writes, in words. */
import { directory } from "../../fr.directory";
import type { FoundPerson, Reachability } from "../../protocol";
import { dayMonth } from "../times";

export function reachWords({ state, last_on }: Reachability): string {
  return state === "earlier" ? directory.reach.earlier(dayMonth(last_on ?? "")) : directory.reach[state];
}

/** Can be written to, be it that they never came. */
export function canReceive({ reach }: FoundPerson): boolean {
  return reach.state !== "no_account" && reach.state !== "closed";
}
