import { fr } from "../../fr";
import type { Row } from "../../protocol";

export type Line = { kind: "head"; key: string; text: string } | { kind: "row"; key: string; row: Row; nth: number };

/** In « Archivées », those I left stand apart. */
export function linesOf(rows: Row[], apart: boolean): Line[] {
  const left = apart ? rows.filter((row) => row.left) : [];
  const lines = (some: Row[], from: number): Line[] => some.map((row, i) => ({ kind: "row", key: row.id, row, nth: from + i }));
  if (left.length === 0) return lines(rows, 1);
  const archived = rows.filter((row) => !row.left);
  const head = (key: string, text: string): Line => ({ kind: "head", key, text });
  return [
    ...(archived.length > 0 ? [head("archived", fr.list.archivedGroup)] : []),
    ...lines(archived, 1),
    head("left", fr.list.leftGroup),
    ...lines(left, archived.length + 1),
  ];
}
