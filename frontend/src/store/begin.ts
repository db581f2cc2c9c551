/** Wakes the engine: main.tsx calls it once, before the first render. */
import { whenSignedOut } from "../net/api";
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
import { findSession, leaveHere, sessionEnded, signOut, somebodyElse } from "./session";
import { me } from "./state";
import { hearTabs, queueToLead, type Whisper } from "./tabs";
import { watchThread } from "./thread";

export function begin(): void {
  whenSignedOut(() => void sessionEnded());
  watchRoute();
  watchAttention();
  watchNetwork();
  watchInbox();
  watchThread();
  watchIdleness(() => void signOut());
  hearTabs(heard);
  queueToLead(() => void (me.peek() && loadOutbox()));
  window.addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => document.hidden && saveDrafts());
  // A page that comes back from the browser's own memory may show somebody who has left.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  void findSession();
}

function leaving(): void {
  flushSeen();
  reportBeforeLeaving();
  saveDrafts();
}

function heard(whisper: Whisper): void {
  switch (whisper.type) {
    case "signed_out":
      return void leaveHere(null);
    case "signed_in":
      return me.peek()?.person.id === whisper.person ? undefined : void somebodyElse();
    case "outbox_changed":
      return void (me.peek() && loadOutbox());
    case "drafts_changed":
      return void (me.peek() && loadDrafts());
    default:
      return unreachable(whisper);
  }
}
