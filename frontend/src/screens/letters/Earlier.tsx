import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { writing as words } from "../../fr.writing";
import type { Entry, Letter } from "../../protocol";
import { entriesOf } from "../../store/following";
import type { LetterDraft } from "../../store/letterDrafts";
import { now } from "../clock";
import { MessageText } from "../thread/MessageText";
import { moment } from "../times";
import styles from "./Earlier.module.css";
import { LetterHead } from "./LetterHead";
import { States } from "./States";

/** Beside what is being written: the courrier it goes on with. */
export function Earlier({ draft: { conversation, answers, replaces } }: { draft: LetterDraft }) {
  const seq = answers ?? replaces;
  const found = useSignal<{ entry: Entry; letter: Letter } | null>(null);
  useEffect(() => {
    if (conversation === null || seq === null) return;
    let wanted = true;
    entriesOf(conversation, { around: seq, limit: 3 }).then(
      ({ entries }) => {
        const entry = entries.find((one) => one.seq === seq);
        if (wanted && entry?.what.type === "letter_exchanged") found.value = { entry, letter: entry.what };
      },
      () => {}, // one writes without it
    );
    return () => void (wanted = false);
  }, []);
  const title = replaces ? words.replaces : words.answers;
  return (
    <aside class={styles.earlier} aria-label={words.before}>
      <h2>{title}</h2>
      {replaces && <p>{words.replacesDetail}</p>}
      {found.value && <Shown {...found.value} conversation={conversation ?? ""} />}
    </aside>
  );
}

function Shown({ entry, letter, conversation }: { entry: Entry; letter: Letter; conversation: string }) {
  return (
    <>
      {!letter.outgoing && <LetterHead entry={entry} letter={letter} subject={null} when={moment(entry.at, now.value)} />}
      <div class={styles.said}>{letter.text && <MessageText text={letter.text} />}</div>
      {letter.outgoing && <States conversation={conversation} entry={entry} letter={letter} />}
    </>
  );
}
