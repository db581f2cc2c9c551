/** The words of « vu par ». Never « vu par tous » : names, or how many of how many. */
import type { Person, Readers, Receipts } from "../../protocol";
import { fr } from "../../fr";
import { listed, shortName, signed } from "../people";
import { moment } from "../times";

/** Up to so many readers are named under the message. */
const NAMED = 5;

/** The line under my last message; null: nothing is known to have arrived yet. */
export function receiptLine(receipts: Receipts, personOf: (party: string) => Person | undefined, now: Date): string | null {
  const { seen, readers } = receipts;
  const [first] = seen;
  if (!first) return arrived(receipts.delivered.length, readers);
  if (readers <= 1 && !first.hand) return fr.receipts.seen(moment(first.at, now));
  if (readers > NAMED) return fr.receipts.seenByCount(seen.length, readers);
  const names = listed(seen.map(({ party, hand }) => signed(nameOf(personOf(party)), hand)));
  const part = seen.length < readers ? ` (${fr.receipts.ofThem(seen.length, readers)})` : "";
  return fr.receipts.seenBy(names) + part;
}

/** The head of the detail sheet. */
export function readersTitle(readers: Readers): string {
  const total = readers.seen.length + readers.delivered.length + readers.not_delivered.length;
  if (readers.seen.length === 0) return fr.receipts.seenByNobody(total);
  return fr.receipts.seenByCount(readers.seen.length, total);
}

function arrived(delivered: number, readers: number): string | null {
  if (delivered === 0) return null;
  return delivered >= readers ? fr.receipts.delivered : fr.receipts.deliveredTo(delivered, readers);
}

function nameOf(person: Person | undefined): string {
  return person ? shortName(person) : fr.someone;
}
