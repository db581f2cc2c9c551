/** Tells the engine whose END is on the screen. What « vu » rests on: a message half shown is not displayed. */
import { createContext, type RefObject } from "preact";
import { displayed, hidden } from "../../store/thread";

export type Watch = {
  /** Watches while `on`; hides everything when turned off. */
  start: (on: boolean) => () => void;
  /** For the mark at the end of an entry. */
  end: (seq: number) => (mark: Element | null) => void;
};

export const Displaying = createContext<Watch | null>(null);

export function displaying(scroller: RefObject<HTMLElement>): Watch {
  const marks = new Map<Element, number>();
  const shown = new Set<number>();
  let observer: IntersectionObserver | null = null;

  const set = (seq: number, on: boolean) => {
    if (on === shown.has(seq)) return;
    if (on) shown.add(seq);
    else shown.delete(seq);
    (on ? displayed : hidden)(seq);
  };
  const stop = () => {
    observer?.disconnect();
    observer = null;
    [...shown].forEach((seq) => set(seq, false));
  };

  return {
    start(on) {
      if (!on) return () => {};
      observer = new IntersectionObserver(
        (changes) => changes.forEach(({ target, isIntersecting }) => set(marks.get(target) ?? 0, isIntersecting)),
        { root: scroller.current },
      );
      marks.forEach((_, mark) => observer?.observe(mark));
      return stop;
    },
    end(seq) {
      let held: Element | null = null;
      return (mark) => {
        if (mark) {
          held = mark;
          marks.set(mark, seq);
          observer?.observe(mark);
        } else if (held) {
          observer?.unobserve(held);
          marks.delete(held);
          set(seq, false);
        }
      };
    },
  };
}
