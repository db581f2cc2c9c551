/** How long a courrier will be, in words. */
import { writing as words } from "../../fr.writing";
import { type Enclosed, toRemove } from "../../store/letterSize";

export function tooLargeWords(text: string, files: readonly Enclosed[]): string {
  const found = toRemove(text, files);
  return found ? words.tooLarge(found.file.name, words.megabytes(found.file.size), found.enough) : words.textTooLarge;
}
