import { Check, ClipboardCheck, Clock, LogOut } from "lucide-preact";
import { fr } from "../../fr";
import type { Entry, MessageBody, Person, Request } from "../../protocol";
import { take } from "../../store/requests";
import type { Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { sayIfRefused } from "../notices";
import { fullName, lowered, signed } from "../people";
import { minutesBetween, moment } from "../times";
import styles from "./RequestBlock.module.css";

/** How long « Pris en compte » can be taken back, in minutes (taking.UNDONE_WITHIN). */
const UNDONE_WITHIN = 5;

type Props = { entry: Entry; body: MessageBody; request: Request; thread: Thread; me: Person };

/** Who is asked to take the message into account, and who has said so. */
export function RequestBlock(props: Props) {
  const { entry, body, request, thread, me } = props;
  const mine = request.people.find(({ party }) => party === me.id);
  const open = body.standing.state === "current" && thread.row?.left === false;
  const asked = open && mine !== undefined && mine.taken_at === null;
  if (asked && request.people.length === 1) return <OnlyMe {...props} />;
  return (
    <section class={styles.block} aria-label={fr.requests.block}>
      <h3>
        <ClipboardCheck />
        {request.people.length > 1 ? fr.requests.blockMany(request.people.length) : fr.requests.block}
      </h3>
      <ul>
        {request.people.map((one) => (
          <Person key={one.party} one={one} {...props} open={open} />
        ))}
      </ul>
      {asked && <Take entry={entry} thread={thread} />}
      {request.urgent && <p>{fr.requests.vitalShort}</p>}
    </section>
  );
}

function OnlyMe({ entry, thread }: Props) {
  return (
    <section class={styles.only} aria-label={fr.requests.block}>
      <ClipboardCheck />
      <p>
        <b>{fr.requests.blockYou}</b>
        <span>{fr.requests.notEnough}</span>
      </p>
      <Take entry={entry} thread={thread} />
    </section>
  );
}

function Take({ entry, thread }: { entry: Entry; thread: Thread }) {
  return (
    <Button look="main" class={styles.take} onClick={() => void sayIfRefused(take(thread.id, entry.seq, true))}>
      <Check />
      {fr.requests.take}
    </Button>
  );
}

function Person({ one, entry, thread, me, open }: Props & { one: Request["people"][number]; open: boolean }) {
  const member = thread.members.findLast(({ person }) => person.id === one.party);
  const own = one.party === me.id;
  const fresh = one.taken_at !== null && minutesBetween(one.taken_at, now.value.toISOString()) < UNDONE_WITHIN;
  const gone = member !== undefined && member.to_seq !== null && one.taken_at === null;
  const Icon = one.taken_at ? Check : gone ? LogOut : Clock;
  return (
    <li>
      <Icon class={one.taken_at ? styles.done : ""} />
      <span>
        <b>{own && !one.hand ? fr.you : member ? signed(fullName(member.person), one.hand) : fr.someone}</b>
        {!own && member && `, ${lowered(member.person.profession)}`}
      </span>
      <span class={styles.state}>
        {one.taken_at ? fr.requests.taken(moment(one.taken_at, now.value)) : gone ? (member.suspended ? fr.requests.suspended : fr.requests.gone) : awaited(one.party, entry, thread)}
        {own && open && fresh && (
          <Button
            look="link"
            aria-label={fr.requests.undoLabel}
            onClick={() => void sayIfRefused(take(thread.id, entry.seq, false))}
          >
            {fr.requests.undo}
          </Button>
        )}
      </span>
    </li>
  );
}

/** Whether they have seen it is known here of my last message only. */
function awaited(party: string, { seq }: Entry, { receipts }: Thread): string {
  const seen = receipts?.seq === seq && receipts.seen.some((one) => one.party === party);
  return seen ? fr.requests.seenWaiting : fr.requests.waiting;
}
