/** A list of any length: only what is near the view is in the page, and what one looks at never moves. */
import type { ComponentChildren } from "preact";
import { useWindow, type Anchor, type WindowedHandle, type Windowing } from "./useWindow";
import styles from "./Windowed.module.css";

export type { Anchor, WindowedHandle };

type Props<T> = Windowing<T> & {
  children: (item: T, index: number) => ComponentChildren;
  as?: "ul" | "div";
  label: string;
  /** Of the scrolled region, when nothing inside takes the focus. */
  focusable?: boolean;
  class?: string | undefined;
};

export function Windowed<T>({ children, as: List = "div", label, focusable = false, class: extra = "", ...windowing }: Props<T>) {
  const { rows, from, to, above, below, scrolled } = useWindow(windowing);
  const region = focusable ? ({ tabIndex: 0, role: "region", "aria-label": label } as const) : {};
  return (
    <div ref={windowing.scroller} class={`${styles.scroll} ${extra}`} onScroll={scrolled} {...region}>
      <List
        ref={rows as never}
        aria-label={focusable ? undefined : label}
        class={styles.rows}
        style={{ paddingTop: above, paddingBottom: below }}
      >
        {windowing.items.slice(from, to).map((item, nth) => children(item, from + nth))}
      </List>
    </div>
  );
}
