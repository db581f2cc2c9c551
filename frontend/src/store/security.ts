/** How I sign in, and changing it: whatever is changed is asked for a second factor first. */
import { signal } from "@preact/signals";
import { get, post, Refusal } from "../net/api";
import { askPasskey, makePasskey } from "../net/passkeys";
import type { CodeAppSetUp, Halfway, Proof, Security } from "../protocol";
import { entered } from "./session";
import { whenForgotten } from "./state";

export type Wish = { do: "passkey" } | { do: "app" } | { do: "remove"; passkey: string | null } | { do: "codes" } | { do: "password" };
export type Task =
  | { at: "list"; said?: "password" }
  | { at: "confirm"; half: Halfway; then: Wish }
  | { at: "passkey" }
  | { at: "app"; app: CodeAppSetUp }
  | { at: "codes"; codes: string[] }
  | { at: "password" };

const LIST: Task = { at: "list" };

export const mySecurity = signal<Security | null>(null);
export const task = signal<Task>(LIST);
export const problem = signal<string | null>(null);
export const busy = signal(false);

// What shows that it is me, for ten minutes; the server says when they are over.
let ticket: string | null = null;

whenForgotten(() => {
  ticket = problem.value = mySecurity.value = null;
  task.value = LIST;
});

export function loadSecurity(): Promise<void> {
  return trying(async () => void (mySecurity.value = await get("/api/security", {})));
}

export function backToList(): void {
  problem.value = null;
  task.value = LIST;
}

/** Done at once by who has just shown that it is them; else asked for first. */
export function wish(what: Wish): Promise<void> {
  return trying(async () => {
    if (ticket) return perform(what, ticket);
    task.value = { at: "confirm", half: await post("/api/security/begin", {}), then: what };
  }, what);
}

export function confirmByCode(half: Halfway, then: Wish, by: "code" | "recovery", code: string): Promise<void> {
  return trying(() => confirm(half, then, { by, code }));
}

export function confirmByPasskey(half: Halfway, then: Wish): Promise<void> {
  return trying(async () => {
    const proof = await askPasskey(await post("/api/session/passkey", { body: { ticket: half.ticket, shared: false } }));
    if (proof) await confirm(half, then, proof);
  });
}

async function confirm(half: Halfway, then: Wish, proof: Proof): Promise<void> {
  ({ ticket } = await post("/api/security/confirm", { body: { ticket: half.ticket, proof } }));
  await perform(then, ticket);
}

async function perform(what: Wish, ticket: string): Promise<void> {
  switch (what.do) {
    case "passkey":
    case "password":
      return void (task.value = { at: what.do });
    case "app":
      return void (task.value = { at: "app", app: await post("/api/enrolment/code", { body: { ticket } }) });
    case "codes":
      return show(await post("/api/security/recovery", { body: { ticket } }));
    case "remove":
      mySecurity.value = await post("/api/security/factors/remove", { body: { ticket, passkey: what.passkey } });
      task.value = LIST;
  }
}

async function show({ recovery_codes }: { recovery_codes: string[] }): Promise<void> {
  task.value = { at: "codes", codes: recovery_codes };
  mySecurity.value = await get("/api/security", {});
}

/** In answer to a click: browsers make no passkey otherwise. */
export function addPasskey(): Promise<void> {
  return changing({ do: "passkey" }, async (ticket) => {
    const factor = await makePasskey(await post("/api/enrolment/passkey", { body: { ticket } }));
    if (!factor) return;
    await post("/api/security/factors", { body: { ticket, factor } });
    await settled(LIST);
  });
}

export function addApp(code: string): Promise<void> {
  return changing({ do: "app" }, async (ticket) => {
    await post("/api/security/factors", { body: { ticket, factor: { by: "code", code } } });
    await settled(LIST);
  });
}

/** The session begins again, as those of the old password are over. */
export function changePassword(password: string): Promise<void> {
  return changing({ do: "password" }, async (given) => {
    const me = await post("/api/security/password", { body: { ticket: given, password } });
    ticket = null;
    await entered(me);
    await settled({ at: "list", said: "password" });
  });
}

async function settled(next: Task): Promise<void> {
  mySecurity.value = await get("/api/security", {});
  task.value = next;
}

function changing(what: Wish, act: (ticket: string) => Promise<void>): Promise<void> {
  return trying(async () => (ticket ? act(ticket) : void (task.value = LIST)), what);
}

/** Whose ten minutes are over is asked again, and then goes on with what they wished. */
async function trying(act: () => Promise<void>, again?: Wish): Promise<void> {
  problem.value = null;
  busy.value = true;
  try {
    await act();
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    if (no.code === "ticket_gone") {
      ticket = null;
      task.value = LIST;
      if (again) return wish(again);
    }
    problem.value = no.message;
  } finally {
    busy.value = false;
  }
}
