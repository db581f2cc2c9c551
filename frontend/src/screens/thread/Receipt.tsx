import { Eye } from "lucide-preact";
import type { Member, Receipts } from "../../protocol";
import { go, route } from "../../store/route";
import { now } from "../clock";
import styles from "./Receipt.module.css";
import { receiptLine } from "./receipts";

type Props = { receipts: Receipts; members: Member[] };

/** Who has read my last message; opens the detail. */
export function Receipt({ receipts, members }: Props) {
  const personOf = (party: string) => members.find(({ person }) => person.id === party)?.person;
  const line = receiptLine(receipts, personOf, now.value);
  if (!line) return null;
  const open = route.value.sheet === "readers" && route.value.seq === receipts.seq;
  return (
    <p class={styles.state}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => go(open ? { sheet: null, seq: null } : { sheet: "readers", seq: receipts.seq })}
      >
        {receipts.seen.length > 0 && <Eye />}
        <span>{line}</span>
      </button>
    </p>
  );
}
