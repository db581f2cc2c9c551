import { fr } from "../../fr";
import type { Member, MessageBody } from "../../protocol";
import { bodyOf } from "../../store/aftermath";
import { quotedIn, type Quoted as Found } from "../../store/quotes";
import { mine } from "../../store/state";
import { fullName } from "../people";
import { returnTo } from "./jumps";
import styles from "./Quoted.module.css";

type Props = { conversation: string; seq: number; at: string; members: Member[] };

/** What a message answers, over it; leads there. */
export function Quoted({ conversation, seq, at, members }: Props) {
  const found = quotedIn(conversation, seq, at);
  const words = <QuotedWords found={found} members={members} />;
  if (found.state !== "known") return <p class={styles.quoted}>{words}</p>;
  return (
    <button type="button" class={styles.quoted} onClick={() => void returnTo(found.now.seq)}>
      {words}
    </button>
  );
}

/** « Réponse à Karim Benali » « Bien reçu, 60 mg. » */
export function QuotedWords({ found, members }: { found: Found; members: Member[] }) {
  const changed = changedIn(found);
  return (
    <>
      <b class="cut">{titleOf(found, members)}</b> <span class={styles.words}>{wordsOf(found)}</span>
      {changed && <span class={styles.changed}>{changed}</span>}
    </>
  );
}

function titleOf(found: Found, members: Member[]): string {
  if (found.state !== "known") return fr.quotes.toSomething;
  const { party } = found.entry;
  if (party === mine()) return fr.quotes.toYou;
  const author = members.find(({ person }) => person.id === party)?.person;
  return author ? fr.quotes.to(fullName(author)) : fr.quotes.toSomething;
}

/** Never the words of what was masked, nor those its author has declared wrong. */
function wordsOf(found: Found): string {
  switch (found.state) {
    case "loading":
      return fr.quotes.loading;
    case "hidden":
      return fr.quotes.before;
    case "failed":
      return fr.quotes.failed;
    case "known": {
      const body = bodyOf(found.now);
      const state = body?.standing.state;
      if (state === "masked") return fr.quotes.masked;
      return state === "cancelled" ? fr.quotes.cancelled : fr.quotes.text(body ? saidIn(body) : "");
    }
  }
}

function changedIn(found: Found): string | null {
  if (found.state !== "known" || !found.changed) return null;
  const state = bodyOf(found.now)?.standing.state;
  if (state === "masked" || state === "cancelled") return null;
  return state === "corrected_since" ? fr.quotes.changedSinceYouLeft : fr.quotes.changed;
}

/** Its words, or what its files are called. */
function saidIn({ text, files }: MessageBody): string {
  return text.replace(/\s+/g, " ") || files.map(({ name }) => name).join(", ");
}
