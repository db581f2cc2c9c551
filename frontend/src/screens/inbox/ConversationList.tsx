import { useEffect, useRef } from "preact/hooks";
import { fr } from "../../fr";
import type { Person, Row } from "../../protocol";
import { drafts, failedIn, list, loadMore, typingIn } from "../../store/inbox";
import { network } from "../../store/network";
import { route } from "../../store/route";
import { layout, rem } from "../../ui/Layout/layout";
import { Windowed, type WindowedHandle } from "../../ui/Windowed/Windowed";
import styles from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";

/** Moves the focus down or up so many rows. */
export type Walk = (by: number) => void;

type Line = { kind: "head"; key: string; text: string } | { kind: "row"; key: string; row: Row; nth: number };

export function ConversationList({ me, walk }: { me: Person; walk: { current: Walk | null } }) {
  const { rows, more } = list.value;
  const { filter, conversation } = route.value;
  const scroller = useRef<HTMLDivElement>(null);
  const windowed = useRef<WindowedHandle>(null);
  const cursor = useRef<string | null>(null);
  const loading = useRef(false);
  const lines = linesOf(rows, filter === "archived");
  const ordered = lines.filter((line) => line.kind === "row");
  const connected = network.value.state === "connected" || network.value.state === "caught_up";

  useEffect(() => {
    walk.current = (by) => {
      const at = ordered.findIndex(({ row }) => row.id === (cursor.current ?? conversation));
      const next = ordered[Math.min(Math.max(0, at + by), ordered.length - 1)];
      if (!next) return;
      cursor.current = next.key;
      windowed.current?.reveal(next.key);
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`a[data-id="${next.key}"]`)?.focus({ preventScroll: true }));
    };
    return () => {
      walk.current = null;
    };
  });

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
        opening="start"
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
              draft={drafts.value.get(line.row.id) ?? ""}
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

/** In « Archivées », those I left stand apart. */
function linesOf(rows: Row[], apart: boolean): Line[] {
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
