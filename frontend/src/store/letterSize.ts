/** How long a courrier will be as a mail: bridge/writing/message.py counts the same. Pure. */

/** Of the finished mail, files encoded: what operators of MSSanté must take. */
export const LETTER_BYTES_MOST = 10_000_000;
/** Our headers, and those that each file has of its own: a little more than they are. */
const HEADERS = 1_500;
const PER_FILE = 400;

export type Enclosed = { name: string; size: number };

/** Four characters for three bytes, 76 to a line, each line with its two ends. */
export function base64Size(size: number): number {
  return 4 * Math.ceil(size / 3) + 2 * Math.ceil(size / 57);
}

export function encodedSize(text: string, files: readonly Enclosed[]): number {
  return HEADERS + quotedSize(text) + files.reduce((sum, { size }) => sum + PER_FILE + base64Size(size), 0);
}

/** By how many bytes it is too long. 0: it may leave. */
export function excessOf(text: string, files: readonly Enclosed[]): number {
  return Math.max(0, encodedSize(text, files) - LETTER_BYTES_MOST);
}

/** The smallest file that is enough; where none is, the largest, and more will have to go. */
export function toRemove<File extends Enclosed>(text: string, files: readonly File[]): { file: File; enough: boolean } | null {
  const bySize = files.toSorted((one, other) => one.size - other.size);
  const enough = bySize.find((file) => excessOf(text, files.filter((one) => one !== file)) === 0);
  const file = enough ?? bySize.at(-1);
  return file && excessOf(text, files) > 0 ? { file, enough: enough !== undefined } : null;
}

/** How many bytes of files may still be joined, in whole lines. */
export function roomLeft(text: string, files: readonly Enclosed[]): number {
  const left = LETTER_BYTES_MOST - encodedSize(text, files) - PER_FILE;
  return left <= 0 ? 0 : Math.floor(left / 78) * 57;
}

/** Quoted-printable: three characters for what is not plain ASCII, and soft line ends. */
function quotedSize(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const long = bytes.reduce((sum, byte) => sum + (byte > 126 || byte === 61 ? 3 : 1), 0);
  return long + 3 * Math.ceil(long / 73) + text.split("\n").length;
}
