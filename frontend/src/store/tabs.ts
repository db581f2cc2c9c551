/** The other tabs of this browser: what they are told, and which of them sends the outbox. */

export type Whisper =
  | { type: "signed_out" }
  | { type: "locked" }
  | { type: "signed_in"; person: string }
  | { type: "outbox_changed" }
  | { type: "drafts_changed" }
  | { type: "letters_changed" };

const channel = new BroadcastChannel("liaison");

/** Ids and facts, never what somebody wrote. */
export function tellTabs(whisper: Whisper): void {
  channel.postMessage(whisper);
}

export function hearTabs(hear: (whisper: Whisper) => void): void {
  channel.addEventListener("message", ({ data }) => hear(data as Whisper));
}

const NAME = "liaison-outbox";
let leading = false;
let queued = false;
let onLead = (): void => {};

export function isLeading(): boolean {
  return leading;
}

/** Lead as soon as no other tab does. */
export function queueToLead(led: () => void): void {
  onLead = led;
  queue();
}

/** Lead now: the tab somebody writes in is awake, the one that led may not be. */
export function takeTheLead(): void {
  if (!leading) void navigator.locks.request(NAME, { steal: true }, hold).catch(lost);
}

function queue(): void {
  if (queued) return;
  queued = true;
  void navigator.locks.request(NAME, hold).catch(lost);
}

/** Held until the tab closes, or until another takes it. */
function hold(): Promise<never> {
  queued = false;
  leading = true;
  onLead();
  return new Promise(() => {});
}

function lost(): void {
  leading = false;
  queue();
}
