/** The patient of a conversation or of a courrier, as one may write to them: the server alone knows. */
import { get, post, Refusal } from "../net/api";
import type { FoundAddress, PatientByMail } from "../protocol";
import { type Answer, done } from "./done";

/** Null: there is none. */
export async function patientByMail(conversation: string): Promise<PatientByMail | null> {
  try {
    return await get("/api/mail/conversations/{conversation}/patient", { path: { conversation } });
  } catch (no) {
    if (no instanceof Refusal) return null;
    throw no;
  }
}

/** The address one may write to, or why there is none. */
export async function addressOfPatient(conversation: string): Promise<FoundAddress | string> {
  try {
    return await post("/api/mail/patients/address", { body: { conversation } });
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}

export function recordMailOpposition(conversation: string, recorded: boolean): Answer {
  return done(post("/api/mail/patients/opposition", { body: { ref: crypto.randomUUID(), conversation, recorded } }));
}
