/** A new conversation. */
import { post, Refusal } from "../net/api";
import type { WhichPatient } from "../protocol";
import { send } from "./outbox";
import { go } from "./route";

/** What was asked last and not answered: the same request again names the same conversation. */
let asked = { what: "", client_id: "" };

/** Goes to the new conversation; the text, if any, leaves by the outbox. A string is a refusal. */
export async function start(people: string[], subject: string, text: string, patient: WhichPatient | null = null): Promise<string | null> {
  const what = JSON.stringify([people, subject, patient]);
  if (asked.what !== what) asked = { what, client_id: crypto.randomUUID() };
  try {
    const row = await post("/api/conversations", { body: { client_id: asked.client_id, people, subject, patient } });
    asked = { what: "", client_id: "" };
    send(row.id, text);
    go({ filter: "conversations", conversation: row.id }, "replace");
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}
