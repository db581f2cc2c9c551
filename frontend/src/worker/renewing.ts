/** The push service gave this browser another address: the server is told, so that nothing is missed meanwhile. */

type Held = Pick<PushSubscription, "options" | "toJSON">;
type Manager = { subscribe(how: PushSubscriptionOptionsInit): Promise<Held> };

/**
 * As the device this browser is, whoever is signed in by now: its cookie says which. What cannot be done
 * here (the key is not told, the network is away) is done by the page at its next start (store/push.ts).
 */
export async function renew(before: Held | null, after: Held | null, manager: Manager): Promise<void> {
  const key = before?.options.applicationServerKey;
  const held = after ?? (key ? await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null);
  if (!held) return;
  const { endpoint, keys } = held.toJSON();
  await fetch("/api/push/device/address", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth }),
  });
}
