import { MessagesSquare, RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import type { Person, Row } from "../../protocol";
import { act, correcting } from "../../store/correcting";
import { hrefOf, route } from "../../store/route";
import { retryThread, thread, type Thread } from "../../store/thread";
import { Blank } from "../../ui/Blank/Blank";
import { Button, buttonClass } from "../../ui/Button/Button";
import { lazily } from "../../ui/lazily";
import { Alone, Conclusion, InvitationPanel } from "../members/lazyParts";
import { Composer } from "./Composer";
import { NetworkLine } from "./NetworkLine";
import { NotBrowsed } from "./NotBrowsed";
import { PatientLabel } from "./PatientLabel";
import { Skeleton } from "./Skeleton";
import { ThreadHeader } from "./ThreadHeader";
import styles from "./ThreadPlace.module.css";
import { Timeline } from "./Timeline";
import { TypingLine } from "./TypingLine";

const Choose = lazily(async () => (await import("./Choose")).Choose, () => null);
const Untold = lazily(async () => (await import("../notifications/Untold")).Untold, () => null);
const LargeGroup = lazily(async () => (await import("../notifications/LargeGroup")).LargeGroup, () => null);
const CorrectionComposer = lazily(async () => (await import("../corrections/CorrectionComposer")).CorrectionComposer, fr.notFetched);
const Away = lazily(async () => (await import("./Away")).Away, () => null);
const LetterPlace = lazily(async () => (await import("../letters/parts")).LetterPlace, fr.notFetched);
const ActDialog = lazily(async () => (await import("../corrections/ActDialog")).ActDialog, fr.notFetched);

export function ThreadPlace({ me }: { me: Person }) {
  return (
    <main class={styles.thread} aria-label={fr.thread.label}>
      <Inside me={me} />
    </main>
  );
}

function Inside({ me }: { me: Person }) {
  const open = thread.value;
  if (open?.status === "ready" && open.row) {
    const Opened = open.row.kind === "mail" ? LetterPlace : Open;
    return <Opened thread={open} row={open.row} me={me} />;
  }
  return (
    <>
      {!route.value.conversation ? <Choose /> : <NotOpen thread={open} />}
      <NetworkLine />
    </>
  );
}

function Open({ thread: open, row, me }: { thread: Thread; row: Row; me: Person }) {
  return (
    <>
      <ThreadHeader row={row} />
      <PatientLabel row={row} />
      {open.closed && <Conclusion thread={open} />}
      <NotBrowsed thread={open} row={row} />
      {!row.left && !row.place.notify && row.member_count > 12 && <LargeGroup row={row} />}
      <Timeline key={open.id} thread={open} me={me} />
      <div class={styles.foot}>
        <TypingLine thread={open} />
        {!row.left && row.member_count > 1 && <Untold conversation={open.id} members={open.members} />}
      </div>
      <NetworkLine />
      <Below key={open.id} thread={open} row={row} me={me} />
      {act.value && <ActDialog key={act.value.what} given={act.value} />}
    </>
  );
}

/** Where one writes, if anybody would read it. */
function Below({ thread: open, row, me }: { thread: Thread; row: Row; me: Person }) {
  if (row.place.invitation) return <InvitationPanel row={row} invitation={row.place.invitation} />;
  if (row.left) return <p class={styles.left}>{fr.thread.left}</p>;
  return row.member_count < 2 ? <Alone row={row} /> : <Writing thread={open} row={row} me={me} />;
}

/** What is being corrected stands before what is being written, which waits. */
function Writing({ thread: open, row, me }: { thread: Thread; row: Row; me: Person }) {
  const given = correcting.value;
  if (given?.conversation === row.id) return <CorrectionComposer key={given.seq} row={row} given={given} />;
  return (
    <>
      {open.members.some(({ absence }) => absence) && <Away members={open.members} me={me} />}
      <Composer row={row} members={open.members} me={me} />
    </>
  );
}

function NotOpen({ thread: open }: { thread: Thread | null }) {
  if (open?.status === "absent") return <Absent />;
  if (open?.status === "failed") return <Failed problem={open.problem} />;
  return <Skeleton />;
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
    <Blank icon={RefreshCw} title={fr.thread.failed} centred>
      <p role="alert">
        {problem} {fr.list.kept}
      </p>
      <Button look="main" onClick={retryThread}>
        <RefreshCw />
        {fr.retry}
      </Button>
    </Blank>
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
