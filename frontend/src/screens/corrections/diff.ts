/** Which words a correction takes away and which it brings. Pure. */

export type Piece = { kind: "same" | "deleted" | "inserted"; text: string };

/** A number never leaves its unit: « 80 mg » is one word. */
const WORD = /\d+(?:[.,/]\d+)*(?:[ \u00a0\u202f]?(?:%|°|(?:[kmµcd]?g|[mcd]?l|mcg|UI|ui|cp|h|j|min|mmol|mEq|kcal|gouttes?)(?![\p{L}\d])))?|\s+|[\p{L}\d]+|[^\s\p{L}\d]/gu;
/** Beyond that the comparison would be felt. */
const MOST = 4_000_000;
/** Words of which less than this part stays are rewritten: marking each would hide what is said now. */
const KEPT = 1 / 3;

/** Null: too little stays for the difference to be read. */
export function difference(before: string, after: string): Piece[] | null {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  const start = alike(old, fresh);
  const end = alike(old.slice(start).reverse(), fresh.slice(start).reverse());
  const [left, right] = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
  if (left.length * right.length > MOST) return null;
  const pieces = [...same(fresh.slice(0, start)), ...compared(left, right), ...same(fresh.slice(fresh.length - end))];
  return keeps(pieces, before, after) ? inOrder(pieces) : null;
}

function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

function alike(one: string[], other: string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function same(words: string[]): Piece[] {
  return words.map((text) => ({ kind: "same", text }));
}

/** By the longest words in common. */
function compared(left: string[], right: string[]): Piece[] {
  const common = lengths(left, right);
  const width = right.length + 1;
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      pieces.push({ kind: "same", text: left[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: "deleted", text: left[i] ?? "" });
      i += 1;
    } else {
      pieces.push({ kind: "inserted", text: right[j] ?? "" });
      j += 1;
    }
  }
  return pieces;
}

/** At i, j: how many words what follows there has in common. */
function lengths(left: string[], right: string[]): Uint16Array {
  const width = right.length + 1;
  const common = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const [across, down] = [common[i * width + j + 1] ?? 0, common[(i + 1) * width + j] ?? 0];
      common[i * width + j] = left[i] === right[j] ? (common[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(across, down);
    }
  }
  return common;
}

function keeps(pieces: Piece[], before: string, after: string): boolean {
  const kept = pieces.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.trim().length : 0), 0);
  return kept > 0 && kept >= KEPT * Math.min(before.trim().length, after.trim().length);
}

/** Neighbours of a kind are one piece; what goes stands before what comes; a space between two changes goes with them. */
function inOrder(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone) out.push({ kind: "deleted", text: gone });
    if (come) out.push({ kind: "inserted", text: come });
    [gone, come] = ["", ""];
  };
  pieces.forEach((piece, index) => {
    const bridge = piece.kind === "same" && !piece.text.trim() && (gone || come) && (pieces[index + 1]?.kind ?? "same") !== "same";
    if (piece.kind === "deleted" || bridge) gone += piece.text;
    if (piece.kind === "inserted" || bridge) come += piece.text;
    if (piece.kind !== "same" || bridge) return;
    flush();
    const last = out.at(-1);
    if (last?.kind === "same") last.text += piece.text;
    else out.push({ ...piece });
  });
  flush();
  return out;
}
