/** Wakes the engine: main.tsx calls it once, before the first render. */
import { askAs, whenRefused } from "../net/api";
import { unreachable } from "../protocol";
import { watchAttention } from "./attention";
import { loadDrafts, saveDrafts } from "./drafts";
import { watchIdleness } from "./idle";
import { watchInbox } from "./inbox";
import { watchNetwork } from "./network";
import { loadOutbox } from "./outbox";
import { reportBeforeLeaving } from "./reports";
import { watchRoute } from "./route";
import { flushSeen } from "./seeing";
import { findSession, leaveHere, lockHere, lockScreen, sessionEnded, somebodyElse } from "./session";
import { me, mine } from "./state";
import { hearTabs, queueToLead, type Whisper } from "./tabs";
import { watchThread } from "./thread";

export function begin(): void {
  whenRefused(notWhoWeWere);
  askAs(mine);
  watchRoute();
  watchAttention();
  watchNetwork();
  watchInbox();
  watchThread();
  watchIdleness(() => void lockScreen());
  window.addEventListener("keydown", lockByHand);
  hearTabs(heard);
  queueToLead(() => void (me.peek() && loadOutbox()));
  window.addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => document.hidden && saveDrafts());
  // A page that comes back from the browser's own memory may show somebody who has left.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  void findSession();
}

function notWhoWeWere(status: number): void {
  if (status === 401) void sessionEnded();
  else if (status === 423) void lockHere();
  else if (me.peek()) void somebodyElse();
}

function lockByHand({ ctrlKey, altKey, code }: KeyboardEvent): void {
  if (ctrlKey && altKey && code === "KeyL") void lockScreen();
}

function leaving(): void {
  // What a browser may keep of this page, to come back to, is blank.
  document.body.hidden = true;
  flushSeen();
  reportBeforeLeaving();
  saveDrafts();
}

function heard(whisper: Whisper): void {
  switch (whisper.type) {
    case "signed_out":
      return void leaveHere(null);
    case "locked":
      return void (me.peek() && lockHere());
    case "signed_in":
      return me.peek()?.person.id === whisper.person ? undefined : void somebodyElse();
    case "outbox_changed":
      return void (me.peek() && loadOutbox());
    case "drafts_changed":
      return void (me.peek() && loadDrafts());
    case "letters_changed":
      return; // heard where they are held, once they are (letterDrafts.ts)
    default:
      return unreachable(whisper);
  }
}
