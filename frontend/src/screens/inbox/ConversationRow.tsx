import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { CircleAlert, EllipsisVertical, Mail, Pencil } from "lucide-preact";
import { fr } from "../../fr";
import type { Person, Row } from "../../protocol";
import { hrefOf, type Filter } from "../../store/route";
import { standsAt } from "../../store/rows";
import { useLongPress } from "../../ui/longPress";
import { Menu } from "../menu";
import { UrgentTag } from "../../ui/UrgentTag/UrgentTag";
import { now } from "../clock";
import { actionsOn } from "../marking";
import { Answers } from "../members/lazyParts";
import { titles } from "../people";
import { brief } from "../times";
import styles from "./ConversationRow.module.css";
import { Marks } from "./Marks";
import { preview, spokenMarks, typist } from "./row";

type Props = {
  row: Row;
  me: Person;
  filter: Filter;
  current: boolean;
  typing: string[];
  draft: string;
  failed: boolean;
  nth: number;
  of: number;
};

export function ConversationRow({ row, me, filter, current, typing, draft, failed, nth, of }: Props) {
  const menu = useSignal(false);
  const link = useRef<HTMLAnchorElement>(null);
  const open = () => (menu.value = true);
  const press = useLongPress(open);
  const { first, then } = titles(row);
  const unread = row.place.unread > 0;

  return (
    <li class={styles.item} aria-posinset={nth} aria-setsize={of}>
      <a
        ref={link}
        {...press}
        class={`${styles.row} ${unread ? styles.unread : ""}`}
        href={hrefOf({ conversation: row.id, seq: null, sheet: null, composing: false })}
        aria-current={current ? "true" : undefined}
        data-id={row.id}
        onContextMenu={(event) => {
          event.preventDefault();
          open();
        }}
      >
        {unread && <span class={styles.dot} />}
        <span class={styles.line}>
          {row.kind === "mail" && <Mail />}
          <span class={`cut ${styles.title}`}>
            <b>{first}</b>
            {then && <span> {then}</span>}
            <span class="sr">{spokenMarks(row)}</span>
          </span>
          <time class={styles.when} dateTime={row.content_at}>
            {brief(standsAt(row), now.value)}
          </time>
        </span>
        <span class={styles.line}>
          <Said row={row} me={me} typing={typing} draft={current ? "" : draft} failed={failed} />
          <Marks row={row} badges={filter !== "archived"} />
        </span>
      </a>
      {row.place.invitation && (
        <div class={styles.answers}>
          <Answers row={row} />
        </div>
      )}
      <button
        type="button"
        class={styles.more}
        tabIndex={-1}
        aria-label={fr.list.actions(first)}
        aria-haspopup="menu"
        aria-expanded={menu.value}
        onClick={open}
      >
        <EllipsisVertical />
      </button>
      {menu.value && (
        <Menu label={fr.list.actions(first)} actions={actionsOn(row)} near={link} onClose={() => (menu.value = false)} />
      )}
    </li>
  );
}

/** One state only, the gravest, then the text. Who is typing is drawn over it, not said. */
function Said({ row, me, typing, draft, failed }: { row: Row; me: Person; typing: string[]; draft: string; failed: boolean }) {
  const { urgent } = row.place;
  const writes = urgent || failed || draft ? null : typist(row, typing);
  const bad = badNews(row, draft, failed);
  const written = urgent || failed ? "" : draft;
  return (
    <>
      {writes && (
        <span class={`cut ${styles.text} ${styles.live}`} aria-hidden="true">
          <Pencil /> {writes}
        </span>
      )}
      {/* For ears it stands with the title, among the marks. */}
      {urgent && (
        <span aria-hidden="true">
          <UrgentTag label={fr.requests.urgent} />
        </span>
      )}
      {bad && (
        <span class={styles.failed}>
          <CircleAlert /> {bad}
        </span>
      )}
      {written && (
        <span class={styles.draft}>
          <Pencil /> {fr.list.draft}
        </span>
      )}
      <span class={writes ? "sr" : `cut ${styles.text}`}>{written || preview(row, me.id)}</span>
    </>
  );
}

/** Of a message of mine, or of a courrier. */
function badNews({ place, last }: Row, draft: string, failed: boolean): string | undefined {
  if (place.urgent) return undefined;
  if (failed) return fr.list.unsent;
  return draft || !last ? undefined : fr.list.notArrived[last.state];
}
