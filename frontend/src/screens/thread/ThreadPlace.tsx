import { MessagesSquare, RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import type { Person } from "../../protocol";
import { hrefOf, route } from "../../store/route";
import { retryThread, thread } from "../../store/thread";
import { Blank } from "../../ui/Blank/Blank";
import { Button, buttonClass } from "../../ui/Button/Button";
import { Choose } from "./Choose";
import { Composer } from "./Composer";
import { NetworkLine } from "./NetworkLine";
import { NotBrowsed } from "./NotBrowsed";
import { Skeleton } from "./Skeleton";
import { ThreadHeader } from "./ThreadHeader";
import styles from "./ThreadPlace.module.css";
import { Timeline } from "./Timeline";
import { TypingLine } from "./TypingLine";

export function ThreadPlace({ me }: { me: Person }) {
  return (
    <main class={styles.thread} aria-label={fr.thread.label}>
      <Inside me={me} />
    </main>
  );
}

function Inside({ me }: { me: Person }) {
  const open = thread.value;
  if (!route.value.conversation) return <Choose />;
  if (!open || open.status === "loading") return <Skeleton />;
  if (open.status === "absent") return <Absent />;
  if (open.status === "failed" || !open.row) return <Failed problem={open.problem} />;
  return (
    <>
      <ThreadHeader row={open.row} />
      <NotBrowsed thread={open} row={open.row} />
      <Timeline key={open.id} thread={open} me={me} />
      <TypingLine thread={open} />
      <NetworkLine />
      {open.row.left ? <p class={styles.left}>{fr.thread.left}</p> : <Composer key={open.id} row={open.row} />}
    </>
  );
}

function Absent() {
  return (
    <Blank icon={MessagesSquare} title={fr.thread.absent} centred>
      <p>{fr.thread.absentDetail}</p>
      <BackToList />
    </Blank>
  );
}

function Failed({ problem }: { problem: string | null }) {
  return (
    <>
      <Blank icon={RefreshCw} title={fr.thread.failed} centred>
        <p role="alert">
          {problem} {fr.list.kept}
        </p>
        <Button look="main" onClick={retryThread}>
          <RefreshCw />
          {fr.retry}
        </Button>
      </Blank>
      <NetworkLine />
    </>
  );
}

function BackToList() {
  return (
    <p>
      <a class={buttonClass("link")} href={hrefOf({ conversation: null, seq: null, sheet: null })}>
        {fr.thread.back}
      </a>
    </p>
  );
}
