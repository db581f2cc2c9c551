/** The service worker: keeps the files of the page for want of a network, and shows that something came. */
import { open, take } from "./worker/clicking";
import type { ToPage, ToWorker } from "./worker/messages";
import { partOf } from "./worker/parts";
import { renew } from "./worker/renewing";
import { badge, ring } from "./worker/ringing";
import { answer, type Build, dropAllButShells, dropOldShells, keepShell } from "./worker/shell";
import type { Kept } from "./worker/showing";

declare const self: ServiceWorkerGlobalScope;
declare const BUILD: Build;
// Once: its many names would stand wherever it is named.
const build: Build = BUILD;

self.addEventListener("install", (event) => event.waitUntil(keepShell(build)));

self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOldShells(), self.clients.claim()])));

self.addEventListener("fetch", (event) => {
  const part = partOf(event.request, self.location.origin);
  if (part) event.respondWith(answer(part, event.request, build));
});

self.addEventListener("push", (event) => event.waitUntil(ring(event.data?.text() ?? "", self.registration, "cookieStore" in self)));

self.addEventListener("pushsubscriptionchange", (event) => {
  const { oldSubscription, newSubscription } = event;
  event.waitUntil(renew(oldSubscription, newSubscription, self.registration.pushManager).catch(() => {}));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(pressed(event.notification.data as Kept | null, event.action));
});

self.addEventListener("message", (event) => {
  const told = event.data as ToWorker;
  switch (told.type) {
    case "page_is":
      return meet(told.script, event.source as Client | null);
    case "left":
      return event.waitUntil(leave());
  }
});

async function pressed(kept: Kept | null, action: string): Promise<void> {
  if (action === "take" && kept && (await take(kept, await csrfToken()))) return;
  await open(kept, action === "answer", self.clients);
}

/** The page of this build is open: this worker need not wait. An older one is told that it is older. */
function meet(script: string, page: Client | null): void {
  if (script === build.script) void self.skipWaiting();
  else page?.postMessage({ type: "newer_page" } satisfies ToPage);
}

/** Nothing rings here for the next person, and nothing tells that anybody was here. */
async function leave(): Promise<void> {
  const subscription = await self.registration.pushManager.getSubscription();
  await subscription?.unsubscribe();
  for (const shown of await self.registration.getNotifications()) shown.close();
  await badge(0);
  await dropAllButShells();
}

async function csrfToken(): Promise<string> {
  const cookies = await self.cookieStore.getAll();
  return cookies.find(({ name }) => name === "__Host-csrf" || name === "csrf")?.value ?? "";
}
