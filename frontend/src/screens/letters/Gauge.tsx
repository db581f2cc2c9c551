import { writing as words } from "../../fr.writing";
import { enclosedIn, type LetterDraft, wholeText } from "../../store/letterDrafts";
import { encodedSize, LETTER_BYTES_MOST, roomLeft } from "../../store/letterSize";
import styles from "./Gauge.module.css";
import { tooLargeWords } from "./size";

/** How long it will be once encoded. Only of files: words alone are never in the way. */
export function Gauge({ draft }: { draft: LetterDraft }) {
  const [text, enclosed] = [wholeText(draft), enclosedIn(draft)];
  const size = encodedSize(text, enclosed);
  if (enclosed.length === 0 && size <= LETTER_BYTES_MOST) return null;
  const over = size > LETTER_BYTES_MOST;
  const raw = enclosed.reduce((sum, file) => sum + file.size, 0);
  return (
    <div class={`${styles.gauge} ${over ? styles.over : ""}`}>
      <p class={styles.top}>
        <span>
          <b>{words.encoded(words.megabytes(size))}</b> {words.of}
        </span>
        <span class={styles.files}>{words.files(words.megabytes(raw))}</span>
      </p>
      <div
        class={styles.bar}
        role="meter"
        aria-label={words.gauge}
        aria-valuemin={0}
        aria-valuemax={10}
        aria-valuenow={size / 1_000_000}
        aria-valuetext={words.encoded(words.megabytes(size))}
      >
        <i style={{ width: `${Math.min(100, (size / LETTER_BYTES_MOST) * 100)}%` }} />
      </div>
      <p class={styles.left} role={over ? "alert" : undefined}>
        {over ? tooLargeWords(text, enclosed) : words.left(words.megabytes(roomLeft(text, enclosed)))}
      </p>
    </div>
  );
}
