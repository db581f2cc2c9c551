import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { CircleAlert, ListFilter } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Found, Person } from "../../protocol";
import { hrefOf, route } from "../../store/route";
import { answer, askAgain, moreFound } from "../../store/finding";
import { ask, asked, type Asked, isNarrowed } from "../../store/search";
import { Button, buttonClass } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { fullName } from "../people";
import { Chips, Narrowing } from "./Narrowing";
import { FoundConversation, FoundPatient, FoundPerson, FoundWords } from "./FoundItems";
import styles from "./Results.module.css";
import { backToBox, walkResults } from "./walking";

let reached = 0;

/** What was found, in the place of the list. Arrows walk it; Esc goes back to the box. */
export function Results({ me }: { me: Person }) {
  const narrowing = useSignal(isNarrowed(asked.peek()));
  const { filter } = route.value;
  const scroller = useRef<HTMLElement>(null);
  // Back from a message on a phone: where one was.
  useLayoutEffect(() => scroller.current?.scrollTo(0, reached), []);
  useSignalEffect(() => {
    if (answer.value.status === "loading") reached = 0;
  });
  return (
    <div class={styles.results} onKeyDown={walkResults}>
      <div class={styles.bar}>
        <span class={styles.number} role="status">
          {saidOf(answer.value.found, answer.value.status)}
        </span>
        <Button
          look="link"
          class={styles.narrow}
          aria-expanded={narrowing.value}
          aria-controls="narrowing"
          onClick={() => (narrowing.value = !narrowing.value)}
        >
          <ListFilter />
          {later.search.narrow}
        </Button>
      </div>
      {narrowing.value && <Narrowing />}
      <Chips />
      {filter !== "all" && (
        <p class={styles.within}>
          {later.search.within(fr.filters[filter])}{" "}
          <a class={buttonClass("link")} href={hrefOf({ filter: "all", conversation: route.value.conversation })}>
            {later.search.everywhere}
          </a>
        </p>
      )}
      <section ref={scroller} class={styles.scroll} aria-label={later.search.results} tabIndex={-1} onScroll={(event) => (reached = event.currentTarget.scrollTop)}>
        <Inside me={me} />
      </section>
    </div>
  );
}

function Inside({ me }: { me: Person }) {
  const { status, found, problem } = answer.value;
  if (status === "short") return <p class={styles.note}>{later.search.short}</p>;
  if (status === "failed") {
    return (
      <div class={styles.note} role="alert">
        <p>
          <CircleAlert /> <b>{later.search.failed}</b>
        </p>
        {problem && <p>{problem}</p>}
        <Button onClick={askAgain}>{fr.retry}</Button>
      </div>
    );
  }
  if (found === null) return null;
  if (numberOf(found) === 0) {
    return status === "ready" ? (
      <p class={styles.note}>
        <b>{later.search.none}</b>
        <span>{later.search.noneDetail}</span>
      </p>
    ) : null;
  }
  return <Groups found={found} me={me} />;
}

function Groups({ found, me }: { found: Found; me: Person }) {
  const rows = new Map(found.rows.map((row) => [row.id, row]));
  const { person, patient } = asked.value;
  return (
    <>
      <Group name={later.search.people} items={person ? [] : found.people}>
        {(one) => <FoundPerson key={one.id} name={fullName(one)} person={one} choose={() => keepTo({ person: one, words: "" })} />}
      </Group>
      <Group name={later.search.patients} items={patient ? [] : found.patients}>
        {(one) => <FoundPatient key={one.patient.id} found={one} choose={() => keepTo({ patient: one.patient, words: "" })} />}
      </Group>
      <Group name={later.search.conversations} items={found.conversations}>
        {(id) => {
          const row = rows.get(id);
          return row && <FoundConversation key={id} row={row} me={me} />;
        }}
      </Group>
      <Group name={later.search.files} items={found.files}>
        {(one) => <FoundWords key={`${one.file}`} found={one} row={rows.get(one.conversation)} me={me} />}
      </Group>
      <Group name={later.search.messages} items={found.messages}>
        {(one) => (
          <FoundWords
            key={`${one.conversation}-${one.seq}-${one.superseded}-${one.snippet.length}`}
            found={one}
            row={rows.get(one.conversation)}
            me={me}
          />
        )}
      </Group>
      {found.next && (
        <div class={styles.more}>
          <Button data-result="" onClick={() => void moreFound()}>
            {later.search.more}
          </Button>
        </div>
      )}
    </>
  );
}

/** What was chosen goes from the results: the focus goes to where one says more. */
function keepTo(change: Partial<Asked>): void {
  ask(change);
  if (layout.value !== "phone") backToBox();
}

function Group<Item>({ name, items, children }: { name: string; items: Item[]; children: (item: Item) => preact.ComponentChildren }) {
  if (items.length === 0) return null;
  return (
    <>
      <h2 class={styles.group}>{name}</h2>
      <ul>{items.map(children)}</ul>
    </>
  );
}

function saidOf(found: Found | null, status: string): string {
  if (status === "loading") return later.search.loading;
  if (status !== "ready" || found === null) return "";
  return later.search.found(numberOf(found), found.next !== null);
}

function numberOf({ people, patients, conversations, files, messages }: Found): number {
  return people.length + patients.length + conversations.length + files.length + messages.length;
}
