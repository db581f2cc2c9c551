/** A list of any length: only what is near the view is in the page, and what one looks at never moves. */
import type { ComponentChildren, RefObject } from "preact";
import { useImperativeHandle, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { Measures, type Anchor } from "./Measures";
import styles from "./Windowed.module.css";

export type WindowedHandle = {
  /** Scrolls so that this line stands `offset` under the top of the view. */
  show(key: string, offset: number): void;
  /** Scrolls as little as possible for this line to be seen whole. */
  reveal(key: string): void;
  toEnd(): void;
};

type Props<T> = {
  items: T[];
  keyOf: (item: T) => string;
  /** A height in pixels for a line never drawn. */
  estimate: (item: T) => number;
  children: (item: T, index: number) => ComponentChildren;
  opening: Anchor;
  /** At the end, stay there when lines come. */
  sticky?: boolean;
  onNearStart?: () => void;
  onNearEnd?: () => void;
  onMoved?: (atEnd: boolean) => void;
  handle?: RefObject<WindowedHandle>;
  scroller: RefObject<HTMLDivElement>;
  as?: "ul" | "div";
  label: string;
  /** Of the scrolled region, when nothing inside takes the focus. */
  focusable?: boolean;
  class?: string | undefined;
};

export function Windowed<T>(props: Props<T>) {
  const { items, keyOf, estimate, children, opening, sticky = false, scroller, as: List = "div" } = props;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const measures = useRef(new Measures()).current;
  const anchor = useRef<Anchor>(opening);
  const drawn = useRef({ from: 0, to: 0 });
  const ours = useRef(-1);
  const width = useRef(0);
  const rows = useRef<HTMLElement>(null);

  const keys = items.map(keyOf);
  const lay = () => measures.lay(keys, (index) => estimate(items[index] as T));
  const view = () => scroller.current?.clientHeight || window.innerHeight;
  const scrolledTo = () => measures.scrollFor(anchor.current, view()) ?? scroller.current?.scrollTop ?? 0;
  const around = (y: number, margin: number) => ({
    from: measures.at(Math.max(0, y - margin)),
    to: Math.min(items.length, measures.at(y + view() + margin) + 1),
  });

  lay();
  const range = around(scrolledTo(), view());
  drawn.current = range;

  /** Measures what is drawn, and puts back under the eye what was there. */
  const settle = () => {
    const area = scroller.current;
    if (!area || !rows.current) return;
    if (width.current !== area.clientWidth) {
      width.current = area.clientWidth;
      measures.forget();
    }
    let changed = false;
    [...rows.current.children].forEach((row, nth) => {
      const key = keys[drawn.current.from + nth];
      if (key !== undefined) changed = measures.measured(key, row.getBoundingClientRect().height) || changed;
    });
    if (changed) lay();
    const y = scrolledTo();
    if (Math.abs(area.scrollTop - y) > 0.5) area.scrollTop = y;
    ours.current = area.scrollTop;
    // Clamped at the end or emptied of what it held: look from where one is now.
    anchor.current = lookedAt(area.scrollTop);
    if (changed || lacks(around(y, view() / 4))) redraw(0);
    tell(y);
  };
  const lacks = (wanted: { from: number; to: number }) => wanted.from < drawn.current.from || wanted.to > drawn.current.to;
  const lookedAt = (y: number): Anchor => {
    if (sticky && y >= measures.total - view() - 2) return "end";
    return !sticky && y <= 0 ? "start" : measures.hold(y);
  };
  const tell = (y: number) => {
    const left = measures.total - view() - y;
    props.onMoved?.(left < 48);
    if (items.length === 0) return;
    if (y < view() * 1.5) props.onNearStart?.();
    if (left < view() * 1.5) props.onNearEnd?.();
  };
  const scrolled = () => {
    const area = scroller.current;
    if (!area || Math.abs(area.scrollTop - ours.current) < 1) return;
    ours.current = -1;
    anchor.current = lookedAt(area.scrollTop);
    if (lacks(around(area.scrollTop, view() / 2))) redraw(0);
    tell(area.scrollTop);
  };
  const latest = useRef(settle);
  latest.current = settle;

  useLayoutEffect(settle);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => latest.current());
    if (scroller.current) watch.observe(scroller.current);
    if (rows.current) watch.observe(rows.current);
    return () => watch.disconnect();
  }, []);
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
        if (index < 0) return;
        if (measures.top(index) < y) moveTo([{ key, offset: 0 }]);
        const height = measures.top(index + 1) - measures.top(index);
        if (measures.top(index) + height > y + view()) moveTo([{ key, offset: view() - height }]);
      },
    };
  });

  return (
    <div
      ref={scroller}
      class={`${styles.scroll} ${props.class ?? ""}`}
      onScroll={scrolled}
      tabIndex={props.focusable ? 0 : undefined}
      role={props.focusable ? "region" : undefined}
      aria-label={props.focusable ? props.label : undefined}
    >
      <List
        ref={rows as never}
        aria-label={props.focusable ? undefined : props.label}
        class={styles.rows}
        style={{ paddingTop: measures.top(range.from), paddingBottom: measures.total - measures.top(range.to) }}
      >
        {items.slice(range.from, range.to).map((item, nth) => children(item, range.from + nth))}
      </List>
    </div>
  );
}
