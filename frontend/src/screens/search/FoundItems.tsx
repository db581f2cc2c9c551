import { Paperclip, UserRound } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { FoundMessage, Found, Person, Row } from "../../protocol";
import { hrefOf, route } from "../../store/route";
import { now } from "../clock";
import { occupation, shortName, signed, titles } from "../people";
import { patientInWords } from "../patients";
import { brief } from "../times";
import { preview } from "../inbox/row";
import { comeTo } from "../thread/arrival";
import styles from "./FoundItems.module.css";

export function FoundPerson({ name, person, choose }: { name: string; person: Person; choose: () => void }) {
  return (
    <li>
      <button type="button" class={styles.item} data-result="" onClick={choose}>
        <span class={`cut ${styles.first}`}>
          <b>{name}</b> <span>{occupation(person)}</span>
        </span>
        <span class="cut">{later.search.by(name)}</span>
      </button>
    </li>
  );
}

export function FoundPatient({ found, choose }: { found: Found["patients"][number]; choose: () => void }) {
  return (
    <li>
      <button type="button" class={styles.item} data-result="" onClick={choose}>
        <span class={`cut ${styles.first}`}>
          <UserRound /> <b>{patientInWords(found.patient)}</b>
        </span>
        <span class="cut">{later.search.nConversations(found.conversations)}</span>
      </button>
    </li>
  );
}

export function FoundConversation({ row, me }: { row: Row; me: Person }) {
  return (
    <li>
      <a
        class={styles.item}
        data-result=""
        href={hrefOf({ conversation: row.id })}
        aria-current={route.value.conversation === row.id ? "true" : undefined}
      >
        <Head row={row} at={row.content_at} />
        <span class="cut">{preview(row, me.id)}</span>
      </a>
    </li>
  );
}

/** A message, or the name of a file it came with: opens the thread there. */
export function FoundWords({ found, row, me }: { found: FoundMessage; row: Row | undefined; me: Person }) {
  const { conversation, seq, author, hand, snippet, superseded } = found;
  const here = route.value.conversation === conversation && route.value.seq === seq;
  const name = author && (author.id === me.id && !hand ? fr.you : signed(shortName(author), hand));
  return (
    <li>
      <a
        class={styles.item}
        data-result=""
        href={hrefOf({ conversation, seq })}
        aria-current={here ? "true" : undefined}
        onClick={() => here && void comeTo(seq)}
      >
        {row && <Head row={row} at={found.at} />}
        <span class={styles.words}>
          {found.file && <Paperclip />}
          {superseded && <span class={styles.old}>{later.search.old}</span>}
          {name && `${name}\u00a0: `}
          {snippet.map(({ text, found: is }, nth) => (is ? <mark key={nth}>{text}</mark> : text))}
        </span>
      </a>
    </li>
  );
}

function Head({ row, at }: { row: Row; at: string }) {
  const { first, then } = titles(row);
  return (
    <span class={styles.line}>
      <span class={`cut ${styles.first}`}>
        <b>{first}</b> {then && <span>{then}</span>}
        {(row.left || row.place.archived) && <span class={styles.badge}>{row.left ? fr.list.left : fr.list.archived}</span>}
      </span>
      <time class={styles.when} dateTime={at}>
        {brief(at, now.value)}
      </time>
    </span>
  );
}
