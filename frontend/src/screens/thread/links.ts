/** Cuts a text at its http(s) addresses. A link shows exactly what was written. */

export type Piece = { text: string; href?: string };

const ADDRESS = /https?:\/\/[^\s<>"«»]+/gi;
const PUNCTUATION = /[.,;:!?…'’)\]}]+$/;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const written = match[0].replace(PUNCTUATION, "");
    const href = addressOf(written);
    if (!href) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push({ text: written, href });
    end = match.index + written.length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}

function addressOf(written: string): string | null {
  try {
    return new URL(written).href;
  } catch {
    return null;
  }
}
