/** Decides which lines are drawn, and keeps under the eye what is there. */
import type { RefObject } from "preact";
import { useImperativeHandle, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { Measures, type Anchor } from "./Measures";

export type { Anchor };

export type WindowedHandle = {
  /** Scrolls so that this line stands `offset` under the top of the view. */
  show(key: string, offset: number): void;
  /** Scrolls as little as possible for this line to be seen whole. */
  reveal(key: string): void;
  toEnd(): void;
};

export type Windowing<T> = {
  items: T[];
  keyOf: (item: T) => string;
  /** A height in pixels for a line never drawn. */
  estimate: (item: T) => number;
  /** Where to open; then, where one stands. */
  anchor: { current: Anchor };
  /** The edge where one stays when lines come there, if one is at it. */
  stays?: "start" | "end" | undefined;
  onNearStart?: () => void;
  onNearEnd?: () => void;
  onMoved?: (atEnd: boolean) => void;
  handle?: RefObject<WindowedHandle>;
  scroller: RefObject<HTMLDivElement>;
};

/** Near an edge: what comes next is asked for before it is missed. In heights of the view. */
const NEAR = 1.5;
/** So few pixels from the end is the end. */
const AT_END = 48;

type Range = { from: number; to: number };

export function useWindow<T>(props: Windowing<T>) {
  const { items, keyOf, estimate, scroller, anchor, stays } = props;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const measures = useRef(new Measures()).current;
  const drawn = useRef<Range>({ from: 0, to: 0 });
  const ours = useRef(-1);
  const width = useRef(0);
  const rows = useRef<HTMLElement>(null);
  const keys = useMemo(() => items.map(keyOf), [items]);

  const lay = () => measures.lay(keys, (index) => estimate(items[index] as T));
  const view = () => scroller.current?.clientHeight || window.innerHeight;
  const scrollTo = () => measures.scrollFor(anchor.current, view()) ?? scroller.current?.scrollTop ?? 0;
  const around = (y: number, margin: number): Range => ({
    from: measures.at(Math.max(0, y - margin)),
    to: Math.min(items.length, measures.at(y + view() + margin) + 1),
  });
  const lacks = ({ from, to }: Range) => from < drawn.current.from || to > drawn.current.to;
  const lookedAt = (y: number): Anchor => {
    if (stays === "end" && y >= measures.total - view() - 2) return "end";
    return stays === "start" && y <= 0 ? "start" : measures.hold(y);
  };
  const tell = (y: number) => {
    const left = measures.total - view() - y;
    props.onMoved?.(left < AT_END);
    if (items.length === 0) return;
    if (y < view() * NEAR) props.onNearStart?.();
    if (left < view() * NEAR) props.onNearEnd?.();
  };

  // Scrolling draws again but lays nothing out: with 10,000 lines that would be felt.
  useMemo(lay, [keys]);
  drawn.current = around(scrollTo(), view());

  /** True if a line drawn is not as high as was thought. */
  const measure = (area: HTMLElement): boolean => {
    if (width.current !== area.clientWidth) {
      width.current = area.clientWidth;
      measures.forget();
    }
    const changed = [...(rows.current?.children ?? [])].map((row, nth) => {
      const key = keys[drawn.current.from + nth];
      return key !== undefined && measures.measured(key, row.getBoundingClientRect().height);
    });
    return changed.includes(true);
  };
  /** Measures what is drawn, and puts back under the eye what was there. */
  const settle = () => {
    const area = scroller.current;
    if (!area) return;
    const changed = measure(area);
    if (changed) lay();
    const y = scrollTo();
    if (Math.abs(area.scrollTop - y) > 0.5) area.scrollTop = y;
    ours.current = area.scrollTop;
    // Where it ought to stand: what surrounds the lines drawn may be a drawing late.
    anchor.current = lookedAt(y);
    if (changed || lacks(around(y, view() / 4))) redraw(0);
    tell(y);
  };
  const scrolled = () => {
    const area = scroller.current;
    if (!area || Math.abs(area.scrollTop - ours.current) < 1) return;
    ours.current = -1;
    anchor.current = lookedAt(area.scrollTop);
    if (lacks(around(area.scrollTop, view() / 2))) redraw(0);
    tell(area.scrollTop);
  };

  useLayoutEffect(settle);
  useSizes(settle, scroller, rows);
  useImperativeHandle(props.handle ?? { current: null }, () => {
    const moveTo = (next: Anchor) => {
      anchor.current = next;
      redraw(0);
    };
    return {
      show: (key, offset) => moveTo([{ key, offset }]),
      toEnd: () => moveTo("end"),
      reveal: (key) => {
        const index = measures.indexOf(key);
        const y = scroller.current?.scrollTop ?? 0;
        const [top, bottom] = [measures.top(index), measures.top(index + 1)];
        if (index >= 0 && top < y) moveTo([{ key, offset: 0 }]);
        else if (index >= 0 && bottom > y + view()) moveTo([{ key, offset: view() - (bottom - top) }]);
      },
    };
  });

  const { from, to } = drawn.current;
  return { rows, from, to, above: measures.top(from), below: measures.total - measures.top(to), scrolled };
}

/** The view or a line changed size: a keyboard rose, a receipt came, a text was made larger. */
function useSizes(settle: () => void, ...watched: RefObject<HTMLElement>[]): void {
  const latest = useRef(settle);
  latest.current = settle;
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => latest.current());
    for (const { current } of watched) if (current) watch.observe(current);
    return () => watch.disconnect();
  }, []);
}
