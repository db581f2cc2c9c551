/** What one may see of a conversation: ranges of seq, in order, ends included. */
import type { Ranges } from "../protocol";

export function holds(visible: Ranges, seq: number): boolean {
  return visible.some(([first, last]) => first <= seq && (last === null || seq <= last));
}

/** The first seq after this one that may be seen; null: none will come. */
export function nextVisible(visible: Ranges, seq: number): number | null {
  for (const [first, last] of visible) {
    if (last === null || last > seq) return Math.max(first, seq + 1);
  }
  return null;
}
