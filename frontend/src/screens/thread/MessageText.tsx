import { pieces } from "./links";
import styles from "./MessageText.module.css";

/** What someone wrote, as text and nothing else; http(s) addresses become links. */
export function MessageText({ text }: { text: string }) {
  return (
    <p class={styles.text}>
      {pieces(text).map((piece, index) =>
        piece.href ? (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
