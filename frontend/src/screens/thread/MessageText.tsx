import type { Person } from "../../protocol";
import { mine } from "../../store/state";
import { pieces } from "./links";
import { cut } from "./mentioning";
import styles from "./MessageText.module.css";

/** What someone wrote, as text and nothing else; http(s) addresses become links, those it names stand out. */
export function MessageText({ text, named = [] }: { text: string; named?: Person[] }) {
  return (
    <p class={styles.text}>
      {pieces(text).map((piece, index) =>
        piece.href ? (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ) : (
          <Named key={index} text={piece.text} people={named} />
        ),
      )}
    </p>
  );
}

function Named({ text, people }: { text: string; people: Person[] }) {
  if (people.length === 0) return <>{text}</>;
  return (
    <>
      {cut(text, people).map(({ text: words, person }, index) =>
        person ? (
          <b key={index} class={person.id === mine() ? styles.me : styles.named}>
            {words}
          </b>
        ) : (
          words
        ),
      )}
    </>
  );
}
