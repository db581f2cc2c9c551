import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { fr } from "../../fr";
import type { Person } from "../../protocol";
import { failedIn, list, loadMore, typingIn } from "../../store/inbox";
import { network } from "../../store/network";
import { route } from "../../store/route";
import { layout, rem } from "../../ui/Layout/layout";
import { Windowed, type WindowedHandle } from "../../ui/Windowed/Windowed";
import styles from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";
import { draftIn } from "./row";
import { linesOf } from "./lines";
import { useReturn } from "./returning";

/** Moves the focus down or up so many rows. */
export type Walk = (by: number) => void;

export function ConversationList({ me, walk }: { me: Person; walk: { current: Walk | null } }) {
  const { rows, more } = list.value;
  const { filter, conversation } = route.value;
  const scroller = useRef<HTMLDivElement>(null);
  const windowed = useRef<WindowedHandle>(null);
  const anchor = useReturn(scroller);
  const cursor = useRef<string | null>(null);
  const loading = useRef(false);
  const lines = linesOf(rows, filter === "archived");
  const ordered = lines.filter((line) => line.kind === "row");
  const connected = network.value.state === "connected" || network.value.state === "caught_up";

  const focus = (id: string | null) => {
    const link = scroller.current?.querySelector<HTMLElement>(`a[data-id="${id}"]`);
    link?.focus({ preventScroll: true });
    return link;
  };
  // Before it is drawn: a key pressed at that moment is not lost.
  useLayoutEffect(() => {
    walk.current = (by) => {
      const at = ordered.findIndex(({ row }) => row.id === (cursor.current ?? conversation));
      const next = ordered[Math.min(Math.max(0, at + by), ordered.length - 1)];
      if (!next) return;
      cursor.current = next.key;
      windowed.current?.reveal(next.key);
      // At once if it is drawn, as the next key may come before the next frame.
      if (!focus(next.key)) requestAnimationFrame(() => focus(cursor.current));
    };
    return () => {
      walk.current = null;
    };
  });

  // A conversation that closes leaves the focus nowhere: it goes to a row, for who uses the keyboard.
  const open = useRef(conversation);
  useEffect(() => {
    const closed = open.current !== null && conversation === null;
    if (closed && document.activeElement === document.body) {
      const row = ordered.find(({ row }) => row.id === open.current) ?? ordered[0];
      focus(row?.key ?? null);
    }
    open.current = conversation;
  }, [conversation]);

  const nearEnd = async () => {
    if (!more || loading.current) return;
    loading.current = true;
    await loadMore();
    loading.current = false;
  };

  return (
    <div
      class={styles.list}
      onFocusCapture={(event) => (cursor.current = (event.target as HTMLElement).dataset.id ?? cursor.current)}
      onKeyDown={(event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (by === undefined || !(event.target instanceof HTMLAnchorElement)) return;
        event.preventDefault();
        walk.current?.(by);
      }}
    >
      <Windowed
        as="ul"
        label={fr.list.label}
        items={lines}
        keyOf={(line) => line.key}
        estimate={(line) => (line.kind === "head" ? 2.25 : layout.value === "phone" ? 4.4375 : 3.6875) * rem()}
        anchor={anchor}
        stays="start"
        onNearEnd={() => void nearEnd()}
        scroller={scroller}
        handle={windowed}
      >
        {(line) =>
          line.kind === "head" ? (
            <li key={line.key} class={styles.group}>
              <h2>{line.text}</h2>
            </li>
          ) : (
            <ConversationRow
              key={line.key}
              row={line.row}
              me={me}
              filter={filter}
              current={line.row.id === conversation}
              typing={connected ? (typingIn.value.get(line.row.id) ?? []) : []}
              draft={draftIn(line.row.id)}
              failed={failedIn.value.has(line.row.id)}
              nth={line.nth}
              of={more ? -1 : rows.length}
            />
          )
        }
      </Windowed>
    </div>
  );
}
