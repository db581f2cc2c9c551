/** The door: from nobody to somebody signed in, a step at a time. Fetched with the screens of it. */
import { signal } from "@preact/signals";
import { Refusal, get, post } from "../net/api";
import { askPasskey, makePasskey } from "../net/passkeys";
import type { CodeAppSetUp, Halfway, LinkOpened, Me, Person, Proof } from "../protocol";
import { arrivedBy, entered } from "./session";

export { passkeysWork } from "../net/passkeys";

export type Step =
  | { at: "password" }
  | { at: "forgotten"; sent: boolean }
  | { at: "link"; link: LinkOpened }
  | { at: "second"; half: Halfway }
  | { at: "enrolment"; half: Halfway; app: CodeAppSetUp | null }
  | { at: "codes"; codes: string[]; me: Me };

const START: Step = { at: "password" };

export const step = signal<Step>(START);
export const problem = signal<string | null>(null);
export const busy = signal(false);

/** From the beginning; the link that led here, if there was one, is left. */
export function startAgain(): void {
  arrivedBy.value = null;
  problem.value = null;
  step.value = START;
}

export function goTo(next: Step): void {
  problem.value = null;
  step.value = next;
}

export function signIn(given: { username: string; password: string; shared: boolean }): Promise<void> {
  return trying(async () => proceed(await post("/api/session", { body: given })));
}

export function signInAs(person: string, shared: boolean): Promise<void> {
  return trying(async () => arrive(await post("/api/demo", { body: { person, shared } })));
}

/** Nobody when this is not a demonstration. */
export function demoPeople(): Promise<Person[]> {
  return get("/api/demo", {}).catch(() => []);
}

/** Without a password: the passkey says who it is, and has seen that they hold it. */
export function signInByPasskey(shared: boolean): Promise<void> {
  return trying(async () => {
    const asked = await post("/api/session/passkey", { body: { ticket: null, shared } });
    await give(asked.ticket, await askPasskey(asked));
  });
}

export function giveCode(ticket: string, by: "code" | "recovery", code: string): Promise<void> {
  return trying(() => give(ticket, { by, code }));
}

export function givePasskey(ticket: string): Promise<void> {
  return trying(async () => give(ticket, await askPasskey(await post("/api/session/passkey", { body: { ticket, shared: false } }))));
}

async function give(ticket: string, proof: Proof | null): Promise<void> {
  if (proof) await arrive(await post("/api/session/second", { body: { ticket, proof } }));
}

/** An application of codes is set up: what it is to be shown. */
export function wantApp(half: Halfway): Promise<void> {
  return trying(async () => {
    const app = await post("/api/enrolment/code", { body: { ticket: half.ticket } });
    goTo({ at: "enrolment", half, app });
  });
}

export function enrolApp(ticket: string, code: string): Promise<void> {
  return trying(async () => enrolled(await post("/api/enrolment", { body: { ticket, factor: { by: "code", code } } })));
}

export function enrolPasskey(ticket: string): Promise<void> {
  return trying(async () => {
    const factor = await makePasskey(await post("/api/enrolment/passkey", { body: { ticket } }));
    if (factor) enrolled(await post("/api/enrolment", { body: { ticket, factor } }));
  });
}

/** The recovery codes are shown before anything else, as they never will be again. */
function enrolled({ me, recovery_codes }: { me: Me | null; recovery_codes: string[] }): void {
  if (me) goTo({ at: "codes", codes: recovery_codes, me });
}

export function askReset(username: string): Promise<void> {
  return trying(async () => {
    await post("/api/forgotten", { body: { username } });
    goTo({ at: "forgotten", sent: true });
  });
}

export function openLink(token: string): Promise<void> {
  return trying(async () => goTo({ at: "link", link: await post("/api/link", { body: { token } }) }));
}

export function choosePassword(token: string, password: string, shared: boolean): Promise<void> {
  return trying(async () => proceed(await post("/api/link/password", { body: { token, password, shared } })));
}

/** Signed in, or half of it. */
async function proceed(answer: Me | Halfway): Promise<void> {
  if ("person" in answer) return arrive(answer);
  goTo(answer.next === "enrolment" ? { at: "enrolment", half: answer, app: null } : { at: "second", half: answer });
}

export async function arrive(me: Me): Promise<void> {
  await entered(me);
  startAgain();
}

/** A refusal is shown where one is; a ticket that has expired leads back to the beginning. */
async function trying(act: () => Promise<void>): Promise<void> {
  problem.value = null;
  busy.value = true;
  try {
    await act();
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    if (no.code === "ticket_gone" || no.code === "link_gone") startAgain();
    problem.value = no.message;
  } finally {
    busy.value = false;
  }
}
