import { useContext, useMemo } from "preact/hooks";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Entry, Happening, Person } from "../../protocol";
import { hrefOf } from "../../store/route";
import type { Thread } from "../../store/thread";
import { buttonClass } from "../../ui/Button/Button";
import { lazily } from "../../ui/lazily";
import { LineActs } from "../members/lazyParts";
import { authorOf, fullName, introduced, occupation, signed } from "../people";
import { hour } from "../times";
import { Displaying } from "./displaying";
import styles from "./SystemLine.module.css";
import { type NotALine, systemWords } from "./systemWords";

const Calls = lazily(async () => (await import("../notifications/Calls")).Calls, fr.notFetched);

/** Something may be done about these lines. */
const ACTED_ON = new Set<Happening["type"]>(["member_added", "member_left"]);

/** What is shown as more than a line, elsewhere. */
const MORE = new Set<Happening["type"]>([
  "message_posted",
  "message_corrected",
  "message_cancelled",
  "letter_exchanged",
  "letter_state_changed",
] satisfies NotALine[]);

/** What happened to the conversation, said in one line. */
export function SystemLine({ entry, thread, me }: { entry: Entry; thread: Thread; me: Person }) {
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  const personOf = (party: string | null) => thread.members.find(({ person }) => person.id === party)?.person;
  const mine = entry.party === me.id;
  const { what } = entry;
  if (isMore(what)) return null;
  const { icon: Icon, words } = systemWords(what, entry.party, me.id, (party) => described(personOf(party), party === me.id));
  return (
    <div>
      <p class={styles.line}>
        <Icon />
        <span>
          <Who author={authorOf(thread.members, entry)} mine={mine} entry={entry} /> {isUndone(entry, thread) ? <s>{words}</s> : words}{" "}
          {what.type === "letter_moved" && (
            <a class={buttonClass("link")} href={hrefOf({ conversation: what.to_conversation ?? what.from_conversation, seq: null, sheet: null })}>
              {later.system.otherLetter}
            </a>
          )}
          {ACTED_ON.has(what.type) && <LineActs entry={entry} thread={thread} me={me} />}
        </span>
        <time dateTime={entry.at}>{hour(entry.at)}</time>
        <span class={styles.end} ref={end} />
      </p>
      {what.type === "request_unanswered" && what.asker === me.id && <Calls entry={entry} about={what.about} thread={thread} />}
    </div>
  );
}

function isMore(what: Happening): what is Extract<Happening, { type: NotALine }> {
  return MORE.has(what.type);
}

/** What was taken back, an addition or what was to leave by mail: the line stays, struck. */
function isUndone({ seq, what }: Entry, { entries }: Thread): boolean {
  if (what.type === "messages_forwarded") return entries.some((later) => later.what.type === "forward_taken_back" && later.what.about === seq);
  if (what.type !== "member_added") return false;
  const next = entries.find((later) => later.seq > seq && aboutMember(later) === what.member.id);
  return next?.what.type === "addition_undone";
}

function aboutMember({ what }: Entry): string | null {
  return what.type === "member_added" || what.type === "addition_undone" ? what.member.id : null;
}

function Who({ author, mine, entry: { hand, what } }: { author: Person | undefined; mine: boolean; entry: Entry }) {
  if (mine && !hand) return <b>{fr.you}</b>;
  // Whoever acts for the protection of data is none of the conversation's people.
  if (what.type === "message_unsealed" || (what.type === "message_masked" && !author)) return <b>{later.system.protection}</b>;
  if (!author) return null;
  return (
    <>
      <b>{signed(fullName(author), hand)}</b>, {occupation(author)},
    </>
  );
}

function described(person: Person | undefined, mine: boolean): string {
  if (mine) return fr.you.toLowerCase();
  return person ? introduced(person) : fr.someone.toLowerCase();
}
