import { useComputed } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Settings2 } from "lucide-preact";
import { fr } from "../../fr";
import type { Person } from "../../protocol";
import { list } from "../../store/inbox";
import { go, hrefOf, route } from "../../store/route";
import { searching } from "../../store/search";
import { buttonClass } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { lazily } from "../../ui/lazily";
import { SearchBox, SearchButton } from "../search/SearchBox";
import { shortcut } from "../shortcuts";
import { RequestsLine } from "../requests/RequestsLine";
import { NetworkLine } from "../thread/NetworkLine";
import { ConversationList, type Walk } from "./ConversationList";
import { FailedList } from "./FailedList";
import styles from "./Inbox.module.css";
import { Skeleton } from "./Skeleton";

// Where they cannot be fetched, an empty list is as plain as it is, and nothing is offered.
const EmptyList = lazily(async () => (await import("./EmptyList")).EmptyList, () => null);
const Calm = lazily(async () => (await import("../notifications/Calm")).Calm, () => null);
const LettersHead = lazily(async () => (await import("../letters/parts")).LettersHead, () => null);
const Results = lazily(async () => (await import("../search/Results")).Results, fr.notFetched);

/** `covered`: a sheet lies over the list. */
export function Inbox({ me, covered }: { me: Person; covered: boolean }) {
  const phone = layout.value === "phone";
  const filter = useComputed(() => route.value.filter).value;
  const walk = useRef<Walk>(null);
  const Place = phone ? "main" : "section";
  useLayoutEffect(() => followKeys(walk), []);

  return (
    <Place class={styles.inbox} aria-label={fr.list.label} inert={covered}>
      <header class={styles.head}>
        <h1 class="cut">{fr.filters[filter]}</h1>
        {phone && <SearchButton />}
        {phone && (
          <a class={buttonClass("plain", false, styles.account)} href={hrefOf({ sheet: "account" })} aria-label={fr.account.open}>
            <Settings2 />
          </a>
        )}
      </header>
      <SearchBox />
      <RequestsLine />
      {filter === "mail" && !searching.value && <LettersHead />}
      {searching.value ? <Results me={me} /> : <Rows me={me} walk={walk} />}
      {!searching.value && <Calm />}
      {phone && <NetworkLine />}
    </Place>
  );
}

function Rows({ me, walk }: { me: Person; walk: { current: Walk | null } }) {
  const { status, rows, problem } = list.value;
  const { filter } = route.value;
  if (rows.length > 0) return <ConversationList key={filter} me={me} walk={walk} />;
  if (status === "loading") return <Skeleton />;
  if (status === "failed") return <FailedList problem={problem} />;
  return <EmptyList filter={filter} />;
}

/** J and K walk the list, N begins a conversation. */
function followKeys(walk: { current: Walk | null }): () => void {
  const pressed = (event: KeyboardEvent) => {
    const key = shortcut(event);
    if (key === "j" || key === "k") walk.current?.(key === "j" ? 1 : -1);
    else if (key === "n") go({ composing: true, conversation: null, seq: null, sheet: null });
    else return;
    event.preventDefault();
  };
  window.addEventListener("keydown", pressed);
  return () => window.removeEventListener("keydown", pressed);
}
