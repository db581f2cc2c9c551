import { account } from "../../fr.account";
import { go } from "../../store/route";
import { me } from "../../store/session";
import { say } from "../notices";

/** To who has just signed in where several people work: their password is long. */
export function offerCode(): void {
  if (me.peek()?.shared) offer(account.locking.offer);
}

/** To who was identified elsewhere: going there each time is longer still. */
export function offerAfterReturn(): void {
  if (me.peek()) offer(account.locking.offerAfterReturn);
}

function offer(words: string): void {
  say(words, [{ label: account.locking.offerChoose, act: () => go({ sheet: "account" }) }]);
}
