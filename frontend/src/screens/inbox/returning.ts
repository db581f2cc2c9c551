import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { route, type Filter } from "../../store/route";
import type { Anchor } from "../../ui/Windowed/Windowed";

/** Where one stood in the list when a conversation took its place, on a phone. */
let left: { filter: Filter; anchor: Anchor; conversation: string | null } | null = null;

/** One comes back where one was, on the row one had opened. */
export function useReturn(scroller: RefObject<HTMLElement>): { current: Anchor } {
  const { filter } = route.peek();
  const before = left?.filter === filter ? left : null;
  const anchor = useRef<Anchor>(before?.anchor ?? "start");
  useEffect(() => {
    const row = before?.conversation && scroller.current?.querySelector<HTMLElement>(`a[data-id="${before.conversation}"]`);
    if (row) row.focus({ preventScroll: true });
    left = null;
    return () => {
      const { conversation } = route.peek();
      if (conversation) left = { filter, anchor: anchor.current, conversation };
    };
  }, []);
  return anchor;
}
