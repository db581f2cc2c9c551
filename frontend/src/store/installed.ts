/** The service worker, seen from the page: put in place once somebody is in; it tells of newer pages. */
import type { ToPage, ToWorker } from "../worker/messages";
import { mustReload } from "./network";
import { me } from "./state";

const ADDRESS = "/sw.js";
const LOOKED_EVERY = 30 * 60_000;
const IDLE_WITHIN = 5_000;

type TrustedTypes = { createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string } };

let installed: Promise<ServiceWorkerRegistration | null> | null = null;
let lookedAt = 0;

/** Null: this browser can have none, or several people use it and none is wanted. */
export function install(): Promise<ServiceWorkerRegistration | null> {
  // Absent where the address is neither https nor this very machine.
  if (!("serviceWorker" in navigator)) return Promise.resolve(null);
  if (me.peek()?.shared) return uninstall();
  return (installed ??= begin());
}

/** Nothing stays: neither files, nor a device that would ring for whoever comes next. */
async function uninstall(): Promise<null> {
  installed = null;
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((one) => one.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  return null;
}

async function begin(): Promise<ServiceWorkerRegistration | null> {
  await idle();
  const container = navigator.serviceWorker;
  container.addEventListener("message", ({ data }) => hear(data as ToPage));
  await container.register(trusted(ADDRESS), { updateViaCache: "none" });
  const registration = await container.getRegistration();
  if (!registration) return null;
  follow(registration);
  return registration;
}

/** The first installing fetches every file of the page: what is being read comes first. */
function idle(): Promise<unknown> {
  // Safari has no such moment.
  if (!("requestIdleCallback" in window)) return Promise.resolve();
  return new Promise((idle) => requestIdleCallback(idle, { timeout: IDLE_WITHIN }));
}

/** The one address that the page's policy lets be a script by name. */
function trusted(address: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("service-worker", { createScriptURL: () => ADDRESS });
  return policy ? policy.createScriptURL(address) : address;
}

function follow(registration: ServiceWorkerRegistration): void {
  const container = navigator.serviceWorker;
  tellWorker(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => next.state === "installed" && tellWorker(next));
  });
  container.addEventListener("controllerchange", () => tellWorker(container.controller));
  document.addEventListener("visibilitychange", () => document.hidden || void lookForNewer(registration));
}

/** A page that is never closed asks by itself. */
async function lookForNewer(registration: ServiceWorkerRegistration): Promise<void> {
  if (Date.now() - lookedAt < LOOKED_EVERY) return;
  lookedAt = Date.now();
  await registration.update().catch(() => {});
}

function tellWorker(worker: ServiceWorker | null): void {
  const script = document.querySelector<HTMLScriptElement>("script[type=module]")?.src;
  if (worker && script) worker.postMessage({ type: "page_is", script: new URL(script).pathname } satisfies ToWorker);
}

function hear(told: ToPage): void {
  if (told.type === "newer_page") mustReload();
}
