/** A courrier to somebody of the directory, at their address of the national list. */
import { writingTo as words } from "../../fr.letters";
import type { Person } from "../../protocol";
import { checkAddress } from "../../store/addresses";
import { beginLetter } from "../../store/letterDrafts";
import { cardOf } from "../../store/people";
import { go } from "../../store/route";
import { fullName } from "../people";

/** Null: its screen is open; otherwise why not. Not said at which address: the first of theirs. */
export async function writeLetterTo(person: Person, address?: string): Promise<string | null> {
  const theirs = address ?? (await addressOf(person.id));
  if (theirs === null) return words.failed;
  if (theirs === "") return words.noAddress(fullName(person));
  const { found, problem } = await checkAddress(theirs, fullName(person).replace("\u00a0", " "));
  if (found === null) return problem;
  go({ writing: beginLetter({ to: [found] }) });
  return null;
}

async function addressOf(person: string): Promise<string | null> {
  return cardOf(person).then(
    ({ mailboxes }) => mailboxes[0] ?? "",
    () => null,
  );
}
