import { useSignal } from "@preact/signals";
import { CircleAlert, FileDown, MessagesSquare } from "lucide-preact";
import { mail } from "../../fr.mail";
import type { Letter, Xdm as Archive } from "../../protocol";
import { htmlOf, originalOf } from "../../store/letters";
import { hrefOf } from "../../store/route";
import { Button, buttonClass } from "../../ui/Button/Button";
import { MessageFiles } from "../thread/MessageFiles";
import { MessageText } from "../thread/MessageText";
import styles from "./LetterBody.module.css";
import { Xdm } from "./Xdm";

type Props = { conversation: string; seq: number; letter: Letter };

/** What it says: its words first; how its writer laid them out, and what it answers, when asked for. */
export function LetterBody({ conversation, seq, letter }: Props) {
  if (letter.unreadable) return <Unreadable conversation={conversation} seq={seq} why={letter.unreadable} />;
  return (
    <>
      <Words conversation={conversation} seq={seq} letter={letter} />
      {letter.files.length > 0 && <MessageFiles files={letter.files} />}
      {letter.xdm && <Xdm archive={letter.xdm as Archive} />}
      {letter.closes && <p class={styles.note}>{mail.letter.closes}</p>}
      {letter.origin && (
        <p class={styles.note}>
          <a class={buttonClass("link")} href={hrefOf({ conversation: letter.origin.conversation, seq: letter.origin.seqs[0] ?? null, sheet: null })}>
            <MessagesSquare /> {mail.letter.origin}
          </a>
        </p>
      )}
      {letter.shortened && (
        <p class={styles.note}>
          {mail.letter.shortened} <Original conversation={conversation} seq={seq} />
        </p>
      )}
    </>
  );
}

function Words({ conversation, seq, letter }: Props) {
  const { text, quoted, html } = letter;
  const laidOut = useSignal(false);
  const unfolded = useSignal(false);
  return (
    <>
      {laidOut.value ? (
        // Without any right: no script, no address of ours, nothing loaded, no way to the page around it.
        <iframe class={styles.frame} sandbox="" title={mail.letter.htmlTitle} src={htmlOf(conversation, seq)} referrerpolicy="no-referrer" />
      ) : (
        <div class={styles.prose}>{text ? <MessageText text={text} /> : <p class={styles.note}>{mail.letter.noText}</p>}</div>
      )}
      {(quoted || html) && (
        <p class={styles.choices}>
          {quoted && !laidOut.value && (
            <Button look="link" aria-expanded={unfolded.value} onClick={() => (unfolded.value = !unfolded.value)}>
              {unfolded.value ? mail.letter.hideQuoted : mail.letter.quoted}
            </Button>
          )}
          {html && (
            <Button look="link" onClick={() => (laidOut.value = !laidOut.value)}>
              {laidOut.value ? mail.letter.plain : mail.letter.html}
            </Button>
          )}
        </p>
      )}
      {quoted && unfolded.value && !laidOut.value && (
        <blockquote class={styles.quoted}>
          <MessageText text={quoted} />
        </blockquote>
      )}
    </>
  );
}

function Unreadable({ conversation, seq, why }: { conversation: string; seq: number; why: string }) {
  return (
    <div class={styles.unreadable}>
      <p>
        <CircleAlert />
        <span>
          <b>{mail.letter.unreadable}</b> {mail.letter.why[why]}
        </span>
      </p>
      <Original conversation={conversation} seq={seq} />
    </div>
  );
}

/** As a file: a browser shows nothing of it. */
function Original({ conversation, seq }: { conversation: string; seq: number }) {
  return (
    <a class={buttonClass()} href={originalOf(conversation, seq)} download>
      <FileDown />
      {mail.letter.original}
    </a>
  );
}
