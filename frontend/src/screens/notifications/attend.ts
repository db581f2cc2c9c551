/** What is done beside the page once somebody is in: the service worker, their device, what they are offered. */
import { effect } from "@preact/signals";
import { notifications as words } from "../../fr.notifications";
import { install } from "../../store/installed";
import { answering, forAnotherRole, watchNotices } from "../../store/noticed";
import { here, keepSubscribed } from "../../store/push";
import { go } from "../../store/route";
import { say } from "../notices";

/** When it was offered here last: a day, which says nothing of anybody. */
const OFFERED = "liaison-notifications-offered";
const OFFERED_EVERY = 30 * 86_400_000;

export async function attend(): Promise<void> {
  const registration = await install();
  if (!registration) return;
  watchNotices(registration);
  await keepSubscribed().catch(() => {}); // no network: at the next start
  offer();
}

/** Once a month at most, and not on the way to something: who refuses is left in peace. */
function offer(): void {
  const mayHelp = here.peek() === "offered" || here.peek() === "to_install";
  if (!mayHelp || Date.now() - Number(localStorage.getItem(OFFERED)) < OFFERED_EVERY) return;
  localStorage.setItem(OFFERED, String(Date.now()));
  say(words.offer, [{ label: words.offerOpen, act: () => go({ sheet: "notifications" }) }]);
}

// « Répondre » was pressed: the thread may have to be fetched first.
effect(() => {
  if (answering.value) focusField();
});

effect(() => {
  if (forAnotherRole.value) say(words.anotherRole);
});

function focusField(tries = 40): void {
  const field = document.querySelector<HTMLElement>("#write");
  if (field) {
    answering.value = null;
    return field.focus();
  }
  if (tries) setTimeout(() => focusField(tries - 1), 100);
}
