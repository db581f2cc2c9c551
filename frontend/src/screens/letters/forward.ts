/** Into a courrier that passes it on, or why it cannot be. */
import type { PatientView } from "../../protocol";
import { beginForward } from "../../store/forwards";
import { go } from "../../store/route";
import { say } from "../notices";

export async function forward(conversation: string, seq: number, about: PatientView | null): Promise<void> {
  const { draft, problem } = await beginForward(conversation, [seq], about);
  if (draft === null) say(problem);
  else go({ writing: draft });
}
