/** Notifications of this browser: asked for by a press, made and told to the server again at each start. */
import { computed, signal } from "@preact/signals";
import { get, post, Refusal, remove } from "../net/api";
import { notifications as words } from "../fr.notifications";
import type { Push } from "../protocol";
import { NOTIFIED } from "./idle";
import { install } from "./installed";
import { isInstalled, thisMachine } from "./machine";
import { me, whenForgotten } from "./state";
import { planOf, type Plan } from "./subscribing";

export type ThisBrowser = "unknown" | "shared" | "off" | "unsupported" | "to_install" | "denied" | "offered" | "on";

/** What the server says; null: not known yet. */
export const push = signal<Push | null>(null);
export const busy = signal(false);
export const problem = signal<string | null>(null);
const permission = signal(permissionNow());

export const here = computed<ThisBrowser>(() => {
  if (me.value?.shared) return "shared";
  if (permission.value === null) return thisMachine() === "iphone" && !isInstalled() ? "to_install" : "unsupported";
  if (permission.value === "denied") return "denied";
  if (!push.value) return "unknown";
  if (!push.value.key) return "off";
  return permission.value === "granted" && push.value.devices.some((device) => device.this) ? "on" : "offered";
});

/** At each start: what the browser holds and what the server knows are made to agree. */
export async function keepSubscribed(): Promise<void> {
  const registration = await install();
  if (!registration || !("pushManager" in registration) || !me.peek()) return;
  const server = await get("/api/push", {});
  const held = await registration.pushManager.getSubscription();
  push.value = server;
  await carryOut(
    planOf({
      permission: permissionNow(),
      wanted: localStorage.getItem(NOTIFIED) === mySelf(),
      shared: server.shared,
      key: server.key ?? "",
      subscribed: held && { key: keyOf(held) },
      known: server.devices.some((device) => device.this),
    }),
    registration,
  );
}

/** In answer to a press: browsers ask nothing otherwise. */
export function enableHere(): Promise<void> {
  return trying(async () => {
    permission.value = await Notification.requestPermission();
    if (permission.value !== "granted") return;
    localStorage.setItem(NOTIFIED, mySelf());
    await keepSubscribed();
  });
}

export function disableHere(): Promise<void> {
  return trying(async () => {
    localStorage.removeItem(NOTIFIED);
    const device = push.peek()?.devices.find((one) => one.this);
    if (device) await removeDevice(device.id);
    const registration = await install();
    if (registration) await carryOut("drop", registration);
  });
}

export async function removeDevice(device: string): Promise<string | null> {
  return orWhyNot(async () => {
    await remove("/api/push/devices/{device}", { path: { device } });
    push.value = await get("/api/push", {});
  });
}

export async function loadPush(): Promise<void> {
  permission.value = permissionNow();
  problem.value = await orWhyNot(async () => void (push.value = await get("/api/push", {})));
}

async function carryOut(plan: Plan, { pushManager }: ServiceWorkerRegistration): Promise<void> {
  const held = await pushManager.getSubscription();
  if (plan === "nothing") return;
  if (plan === "drop" || plan === "renew") await held?.unsubscribe();
  if (plan === "drop") return;
  const key = push.peek()?.key ?? null;
  await tell(plan === "tell" && held ? held : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

async function tell(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  await post("/api/push/device", { body: { endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } });
  push.value = await get("/api/push", {});
}

/** The person, whatever role they act for. */
function mySelf(): string {
  const now = me.peek();
  return now ? (now.hand ?? now.person).id : "";
}

/** As the server writes it. */
function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function permissionNow(): NotificationPermission | null {
  return "PushManager" in window && "serviceWorker" in navigator && "Notification" in window ? Notification.permission : null;
}

async function trying(act: () => Promise<unknown>): Promise<void> {
  busy.value = true;
  problem.value = await orWhyNot(act);
  busy.value = false;
}

/** Null when it is done. What the browser itself refuses says nothing that helps anybody. */
async function orWhyNot(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (no) {
    return no instanceof Refusal ? no.message : words.here.failed;
  }
}

whenForgotten(() => {
  push.value = problem.value = null;
});
