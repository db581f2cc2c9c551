/** Whom a conversation is about: said, found again. What changes is heard, as for everybody. */
import { get, post, Refusal } from "../net/api";
import type { FoundPatient, Row, WhichPatient } from "../protocol";

/** `known`: whom the page shows, and who is replaced. A string is a refusal. */
export function setPatient(conversation: string, known: string | null, patient: WhichPatient): Promise<string | null> {
  const body = { ref: crypto.randomUUID(), known, patient };
  return refusal(post("/api/conversations/{conversation}/patient", { path: { conversation }, body }));
}

export function recordOpposition(conversation: string, patient: string, recorded: boolean): Promise<string | null> {
  const body = { ref: crypto.randomUUID(), patient, recorded };
  return refusal(post("/api/conversations/{conversation}/opposition", { path: { conversation }, body }));
}

export function findPatients(letters: string): Promise<FoundPatient[]> {
  return post("/api/patients/search", { body: { letters } });
}

/** My conversations about this patient, the first fifty, wherever they lie. */
export async function conversationsAbout(patient: string): Promise<Row[]> {
  return (await get("/api/inbox", { query: { show: "all", patient } })).rows;
}

async function refusal(answer: Promise<unknown>): Promise<string | null> {
  try {
    await answer;
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}
