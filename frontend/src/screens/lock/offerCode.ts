import { account } from "../../fr.account";
import { go } from "../../store/route";
import { me } from "../../store/session";
import { say } from "../notices";

/** To who has just signed in where several people work: their password is long. */
export function offerCode(): void {
  if (!me.peek()?.shared) return;
  say(account.locking.offer, [{ label: account.locking.offerChoose, act: () => go({ sheet: "account" }) }]);
}
