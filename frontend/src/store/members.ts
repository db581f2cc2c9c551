/** Who takes part, what it is called, whether it is closed. What changes is heard, as for everybody. */
import { get, post } from "../net/api";
import type { CareLink, HistoryChoices, HistoryGiven, Leaving, LeaveReason } from "../protocol";
import { type Answer, done } from "./done";

export type Added = { people: string[]; history: HistoryGiven; care: CareLink | null };

const ref = () => crypto.randomUUID();

export function historyChoices(conversation: string, since: string | null): Promise<HistoryChoices> {
  return get("/api/conversations/{conversation}/history", { path: { conversation }, query: { since } });
}

export function addPeople(conversation: string, given: Added): Answer {
  return done(post("/api/conversations/{conversation}/people", { path: { conversation }, body: { ref: ref(), ...given } }));
}

export function widen(conversation: string, person: string, history: HistoryGiven): Answer {
  if (history.give === "now") return Promise.resolve(null);
  const body = { ref: ref(), person, history };
  return done(post("/api/conversations/{conversation}/people/widen", { path: { conversation }, body }));
}

export function undoAddition(conversation: string, person: string): Answer {
  return done(post("/api/conversations/{conversation}/people/undo", { path: { conversation }, body: { ref: ref(), person } }));
}

export function stillOpen(conversation: string): Promise<Leaving> {
  return get("/api/conversations/{conversation}/leaving", { path: { conversation } });
}

export function leave(conversation: string, reason: LeaveReason | null, replaced_by: string | null): Answer {
  const body = { ref: ref(), reason, replaced_by };
  return done(post("/api/conversations/{conversation}/leave", { path: { conversation }, body }));
}

export function answerInvitation(conversation: string, accept: boolean): Answer {
  return done(post("/api/conversations/{conversation}/invitation", { path: { conversation }, body: { ref: ref(), accept } }));
}

/** `id`: the same for the same words, however often they are sent. */
export function changeSubject(conversation: string, id: string, subject: string): Answer {
  return done(post("/api/conversations/{conversation}/subject", { path: { conversation }, body: { id, subject } }));
}

export function close(conversation: string, id: string, conclusion: string): Answer {
  return done(post("/api/conversations/{conversation}/close", { path: { conversation }, body: { id, conclusion } }));
}

export function reopen(conversation: string): Answer {
  return done(post("/api/conversations/{conversation}/reopen", { path: { conversation }, body: { ref: ref() } }));
}
