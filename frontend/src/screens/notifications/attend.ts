/** What is done beside the page once somebody is in: the service worker, their device, what they are offered. */
import { effect } from "@preact/signals";
import { install } from "../../store/installed";
import { answering, watchNotices } from "../../store/noticed";
import { keepSubscribed } from "../../store/push";
import { mayBeOffered } from "./offering";

export async function attend(): Promise<void> {
  const registration = await install();
  if (!registration) return;
  watchNotices(registration);
  await keepSubscribed().catch(() => {}); // no network: at the next start
  mayBeOffered();
}

// « Répondre » was pressed: the thread may have to be fetched first.
effect(() => {
  if (answering.value) focusField();
});

function focusField(tries = 40): void {
  const field = document.querySelector<HTMLElement>("#write");
  if (field) {
    answering.value = null;
    return field.focus();
  }
  if (tries) setTimeout(() => focusField(tries - 1), 100);
}
