/** Whom one may write a courrier to. By POST: an address may hold a patient's matricule. */
import { post, Refusal } from "../net/api";
import type { FoundAddress } from "../protocol";

export async function findAddresses(text: string): Promise<FoundAddress[]> {
  return (await post("/api/mail/addresses/search", { body: { text } })).found;
}

export type Checked = { found: FoundAddress; problem: null } | { found: null; problem: string };

/** One that somebody typed whole: whose it is, or why nothing can be sent there. */
export async function checkAddress(address: string, name = ""): Promise<Checked> {
  try {
    return { found: await post("/api/mail/addresses/check", { body: { address, name } }), problem: null };
  } catch (no) {
    if (no instanceof Refusal) return { found: null, problem: no.message };
    throw no;
  }
}

/** Enough of one to be asked about. */
export function looksLikeAddress(text: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text);
}
