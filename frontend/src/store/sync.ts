/** What the socket says, to whom it matters. After each loss of the line: everything missed, fetched. */
import { type Answer, type Happened, unreachable, VERSION } from "../protocol";
import { acknowledgeAgain } from "./acknowledge";
import { announce } from "./announce";
import { vacatesMine } from "./comings";
import { connected, welcomed } from "./connection";
import { personChanges, refreshThread, retryThread, tellWhatIsOpen, threadHears, threadChanges, threadReaches } from "./following";
import { here } from "./here";
import { behind, listHears, listLoses, refreshList } from "./inbox";
import { recheckFiles } from "./rechecking";
import { caughtUp, mustReload } from "./network";
import { accepted, lineLost, refused, sendReady } from "./outbox";
import { forgetQuotes, quotesHear } from "./quotes";
import { reportAgain, reportOverdue, settleReport } from "./reports";
import { refreshRequests, requestsHear } from "./requests";
import { mine } from "./state";
import { forgetTyping, nobodyTypes, someoneTypes } from "./typing";

const PAUSE = 3_000;

export function hear(answer: Answer, whenSomebodyElse: () => void): void {
  switch (answer.type) {
    case "welcome":
      if (answer.version !== VERSION) return mustReload();
      return answer.you === mine() ? resume() : whenSomebodyElse();
    case "happened":
      return happened(answer);
    case "accepted":
      if (answer.seq) threadReaches(answer.conversation, answer.seq);
      if (!accepted(answer.ref)) settleReport(answer.ref);
      return;
    case "refused":
      // A span the server could not write this time stays in the queue.
      if (answer.ref && !refused(answer.ref, answer.code, answer.message) && answer.code !== "unavailable") {
        settleReport(answer.ref);
      }
      return;
    case "typing":
      return someoneTypes(answer.conversation, answer.party);
    case "receipts":
    case "file_changed":
    case "error_reported":
      return threadHears(answer);
    case "message_hidden":
    case "place_changed":
    case "unread":
      listHears(answer);
      return threadHears(answer);
    case "gone":
      listLoses(answer.conversation);
      return threadChanges(answer.conversation);
    case "person_changed":
      return personChanges(answer.person);
    case "positions":
      return converge(answer);
    case "goodbye":
    case "pong":
      return; // the socket's own affair
    default:
      return unreachable(answer);
  }
}

/** The line went down. */
export function interrupted(): void {
  lineLost();
  forgetTyping();
}

function happened(news: Happened): void {
  listHears(news);
  threadHears(news);
  quotesHear(news);
  requestsHear(news);
  const { conversation, entry } = news;
  if (entry.party !== null) nobodyTypes(conversation, entry.party);
  if (entry.party === mine() || !(entry.counts || vacatesMine(entry, mine()))) return;
  if (entry.party !== null && conversation === here.peek()?.id) announce(entry.party);
  import("./ringing").then(({ arrived }) => arrived(news), () => {});
}

function converge(answer: Answer & { type: "positions" }): void {
  behind(answer);
  for (const { conversation, seq } of answer.positions) threadReaches(conversation, seq);
  retryThread();
  void recheckFiles();
  reportOverdue();
}

/** The line is back: say what waited, fetch what was missed. */
function resume(): void {
  welcomed();
  tellWhatIsOpen();
  sendReady();
  reportAgain();
  acknowledgeAgain();
  forgetQuotes();
  void refreshRequests();
  void fetchMissed();
}

async function fetchMissed(): Promise<void> {
  const done = await Promise.all([refreshList(), refreshThread()]);
  if (!connected.peek()) return;
  if (done.every(Boolean)) caughtUp();
  else setTimeout(() => connected.peek() && void fetchMissed(), PAUSE);
}
