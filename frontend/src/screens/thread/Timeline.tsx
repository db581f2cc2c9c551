import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ArrowDown } from "lucide-preact";
import { fr } from "../../fr";
import type { Person } from "../../protocol";
import { route } from "../../store/route";
import { newer, older, type Thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { layout, rem } from "../../ui/Layout/layout";
import { Windowed, type Anchor, type WindowedHandle } from "../../ui/Windowed/Windowed";
import { archivingUnread } from "../marking";
import { displaying, Displaying } from "./displaying";
import { itemsOf, NEW_LINE, type Item } from "./items";
import { ABOVE, anchorAt, useArrival } from "./arrival";
import { goToEnd, jump } from "./jumps";
import { TimelineItem } from "./TimelineItem";
import styles from "./Timeline.module.css";

export function Timeline({ thread, me }: { thread: Thread; me: Person }) {
  const scroller = useRef<HTMLDivElement>(null);
  const windowed = useRef<WindowedHandle>(null);
  const atEnd = useSignal(true);
  const fresh = useRef(thread.row?.place.unread ?? 0).current;
  const items = useMemo(() => itemsOf(thread, me.id, fresh), [thread]);
  const anchor = useRef<Anchor>(anchorAt(items) ?? (items.some(({ kind }) => kind === "new") ? [{ key: NEW_LINE, offset: ABOVE }] : "end"));
  // Under a phone's sheet they are not displayed; nor behind a question that says nobody will see that one saw.
  const hidden = useComputed(
    () => archivingUnread.value !== null || (layout.value === "phone" && route.value.sheet !== null),
  ).value;
  const watch = useMemo(() => displaying(scroller), []);
  useEffect(() => watch.start(!hidden), [hidden]);
  // In the background: a menu opens without a network, too.
  useEffect(() => void Promise.all([import("./MessageMenu"), import("./MoreMenu")]).catch(() => {}), []);
  useSentScroll(thread.pending.at(-1)?.id);
  useJumps(windowed, items);
  useArrival(thread);

  return (
    <div class={styles.timeline}>
      <Displaying.Provider value={watch}>
        <Windowed
          key={thread.id}
          items={items}
          keyOf={(item) => item.key}
          estimate={estimate}
          anchor={anchor}
          stays={thread.moreAfter ? undefined : "end"}
          onMoved={(end) => (atEnd.value = end && !thread.moreAfter)}
          onNearStart={() => void (thread.moreBefore && older())}
          onNearEnd={() => void (thread.moreAfter && newer())}
          scroller={scroller}
          handle={windowed}
          label={fr.thread.messages}
          focusable
          class={styles.scroll}
        >
          {(item) => <TimelineItem key={item.key} item={item} thread={thread} me={me} />}
        </Windowed>
      </Displaying.Provider>
      {items.length === 0 && <p class={styles.empty}>{fr.thread.empty}</p>}
      {!atEnd.value && (
        <Button
          class={styles.toEnd}
          onClick={() => {
            // The button goes when one is there: the keys go on scrolling.
            scroller.current?.focus({ preventScroll: true });
            void goToEnd();
          }}
        >
          <ArrowDown />
          {fr.thread.toEnd}
        </Button>
      )}
    </div>
  );
}

/** Lines of some 60 characters; refined when drawn. */
function estimate(item: Item): number {
  const line = 1.5 * rem();
  if (item.kind === "day" || item.kind === "new" || item.kind === "more") return 2.75 * rem();
  const said =
    item.kind === "pending" ? item.pending.text : (item.body?.text ?? "");
  const files = item.kind === "pending" ? item.pending.along.files.length : (item.body?.files.length ?? 0);
  return Math.ceil(said.length / 60) * line + (item.head ? 2.5 : 1) * rem() + files * 5 * rem();
}

/** What I send is seen leaving. */
function useSentScroll(last: string | undefined): void {
  const known = useRef(last);
  useEffect(() => {
    if (last !== undefined && last !== known.current) void goToEnd();
    known.current = last;
  }, [last]);
}

function useJumps(windowed: { current: WindowedHandle | null }, items: Item[]): void {
  const latest = useRef(items);
  latest.current = items;
  useSignalEffect(() => {
    const asked = jump.value;
    if (!asked) return;
    // The entries it asks for are in the thread already; let them be laid out first.
    queueMicrotask(() => {
      const there = latest.current.find((item) => item.kind === "entry" && asked.to !== "end" && item.entry.seq >= asked.to);
      if (there) windowed.current?.show(there.key, ABOVE);
      else windowed.current?.toEnd();
      jump.value = null;
    });
  });
}
