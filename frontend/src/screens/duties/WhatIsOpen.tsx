import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { duties as words } from "../../fr.duties";
import type { OpenRequest, Row } from "../../protocol";
import { type Open, whatIsOpen } from "../../store/duties";
import { type Filter, hrefOf } from "../../store/route";
import { UrgentTag } from "../../ui/UrgentTag/UrgentTag";
import { now } from "../clock";
import { fullName, titles } from "../people";
import { openAt } from "../thread/jumps";
import { moment } from "../times";
import styles from "./Duties.module.css";

const MOST = 5;

/** What whoever takes a role, or hands it over, has to know of: asked, to do, unread. */
export function WhatIsOpen() {
  const found = useSignal<Open | "failed" | null>(null);
  useEffect(() => {
    whatIsOpen().then(
      (open) => (found.value = open),
      () => (found.value = "failed"),
    );
  }, []);
  const open = found.value;
  if (open === null) return <p class={styles.soft}>{words.open.loading}</p>;
  if (open === "failed") return <p role="alert">{words.open.failed}</p>;
  if (open.asked.length + open.todo.length + open.unread.length === 0) return <p class={styles.soft}>{words.open.none}</p>;
  return (
    <div class={styles.open}>
      <h4>{words.open.title}</h4>
      {open.asked.length > 0 && (
        <>
          <h5>{words.open.asked}</h5>
          <ul>
            {open.asked.map((one) => (
              <Asked key={`${one.conversation} ${one.seq}`} request={one} />
            ))}
          </ul>
        </>
      )}
      <Rows title={words.open.todo} rows={open.todo} filter="todo" />
      <Rows title={words.open.unread} rows={open.unread} filter="unread" />
    </div>
  );
}

function Asked({ request: { conversation, seq, urgent, by, at, subject, text } }: { request: OpenRequest }) {
  return (
    <li>
      <button type="button" onClick={() => void openAt(conversation, seq)}>
        {urgent && <UrgentTag label={fr.requests.urgent} />}
        <b class="cut">{subject || text}</b>
        <span class={`cut ${styles.soft}`}>{`${fullName(by)}, ${moment(at, now.value)}`}</span>
      </button>
    </li>
  );
}

function Rows({ title, rows, filter }: { title: string; rows: Row[]; filter: Filter }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h5>{title}</h5>
      <ul>
        {rows.slice(0, MOST).map((row) => {
          const { first, then } = titles(row);
          return (
            <li key={row.id}>
              <a href={hrefOf({ filter, conversation: row.id, sheet: null })}>
                <b class="cut">{first}</b>
                <span class={`cut ${styles.soft}`}>{then}</span>
              </a>
            </li>
          );
        })}
        {rows.length > MOST && (
          <li>
            <a href={hrefOf({ filter, conversation: null, sheet: null })}>{words.open.more}</a>
          </li>
        )}
      </ul>
    </>
  );
}
