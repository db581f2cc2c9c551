/** The roles I may hold: who does, taking and handing over, and for whom this browser acts. */
import { signal } from "@preact/signals";
import { get, post } from "../net/api";
import type { Duty, Me, OpenRequest, Row } from "../protocol";
import { requestsPage } from "./requests";
import { go } from "./route";
import { entered } from "./session";
import { everythingSealed, forget, me, whenForgotten } from "./state";

const EVERY = 20_000;

/** Null: not known yet. */
export const duties = signal<Duty[] | null>(null);

export async function loadDuties(): Promise<void> {
  const reader = me.peek();
  const found = await get("/api/duties", {});
  if (reader === me.peek()) duties.value = found;
}

/** While the page is looked at: what waits for a role is told to nobody's own page. */
export function followDuties(): () => void {
  const look = () => void (document.hidden || loadDuties().catch(() => {}));
  const timer = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

/** I am on duty from now on, and this browser acts for the role. */
export async function take(role: string): Promise<void> {
  await become(await post("/api/duties/{role}/take", { path: { role } }));
}

/** To a colleague, or to nobody. */
export async function handOver(role: string, to: string | null): Promise<void> {
  const found = await post("/api/duties/{role}/hand-over", { path: { role }, body: { to } });
  if (found.person.id === me.peek()?.person.id) await loadDuties();
  else await become(found);
}

/** For a role I hold, or for myself. */
export async function actFor(role: string | null): Promise<void> {
  await become(await post("/api/session/acting-for", { body: { role } }));
}

/** What was being written stays sealed where it was begun, until I act as that one again. */
async function become(found: Me): Promise<void> {
  await everythingSealed();
  forget(undefined);
  go({ filter: "inbox", conversation: null }, "replace");
  await entered(found);
}

export type Open = { asked: OpenRequest[]; todo: Row[]; unread: Row[] };

/** Of whom I act for: what whoever comes next has to know of. */
export async function whatIsOpen(): Promise<Open> {
  const [asked, todo, unread] = await Promise.all([
    requestsPage("of_me", null),
    get("/api/inbox", { query: { show: "todo" } }),
    get("/api/inbox", { query: { show: "unread" } }),
  ]);
  return { asked: asked.requests, todo: todo.rows, unread: unread.rows };
}

whenForgotten(() => {
  duties.value = null;
});
