/** Who reads a conversation by mail; and whether I do too. */
import { get, put, Refusal } from "../net/api";
import type { Byline, ByMail, CarriedOut } from "../protocol";

export async function bylinesIn(conversation: string): Promise<ReadonlyMap<string, Byline>> {
  const { people } = await get("/api/mail/conversations/{conversation}/bylines", { path: { conversation } });
  return new Map(people.map((one) => [one.person.id, one]));
}

/** What of a message has left by mail already, and stays where it went. */
export function carriedOut(conversation: string, seq: number): Promise<CarriedOut> {
  return get("/api/mail/conversations/{conversation}/entries/{seq}/carried-out", { path: { conversation, seq } });
}

export function myByMail(): Promise<ByMail> {
  return get("/api/mail/by-mail", {});
}

/** What stands from now on, or the server's sentence. */
export async function readByMail(address: string | null): Promise<ByMail | string> {
  try {
    return await put("/api/mail/by-mail", { body: { address } });
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}
