import styles from "./Square.module.css";

const MARGIN = 4; // without it telephones do not find the square

/** A QR code from its rows ("1" is dark). Dark on white in both themes: not all read the reverse. */
export function Square({ rows, label }: { rows: string[]; label: string }) {
  const side = rows.length + 2 * MARGIN;
  return (
    <svg class={styles.square} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="white" />
      <path d={drawn(rows)} fill="black" />
    </svg>
  );
}

/** One stroke for each run of dark ones in a row. */
export function drawn(rows: string[]): string {
  const runs = rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) => ({ x: run.index, y, length: run[0].length })));
  return runs.map(({ x, y, length }) => `M${x + MARGIN} ${y + MARGIN}h${length}v1h-${length}z`).join("");
}
