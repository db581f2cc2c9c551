import { Refusal } from "../net/api";

/** null: done; else the server's sentence. */
export type Answer = Promise<string | null>;

export async function done(answer: Promise<unknown>): Answer {
  try {
    await answer;
    return null;
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
}
