/** Where I am signed in, and closing it from here; the code of this session. */
import { signal } from "@preact/signals";
import { get, post, Refusal, remove } from "../net/api";
import type { SessionView } from "../protocol";
import { whenForgotten } from "./state";

/** Null: not known yet. */
export const mySessions = signal<SessionView[] | null>(null);

export function loadSessions(): Promise<string | null> {
  return orWhyNot(async () => {
    mySessions.value = await get("/api/sessions", {});
  });
}

export function closeSession(session: string): Promise<string | null> {
  return orWhyNot(async () => {
    await remove("/api/sessions/{session}", { path: { session } });
    await loadSessions();
  });
}

export function closeOtherSessions(): Promise<string | null> {
  return orWhyNot(async () => {
    await remove("/api/sessions", {});
    await loadSessions();
  });
}

export function chooseCode(code: string): Promise<string | null> {
  return orWhyNot(() => post("/api/session/code", { body: { code } }));
}

/** Null when it is done. */
async function orWhyNot(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

whenForgotten(() => {
  mySessions.value = null;
});
