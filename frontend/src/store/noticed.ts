/** From a notification to the conversation it was about; and a notification goes once that was read. */
import { effect, signal } from "@preact/signals";
import { get } from "../net/api";
import type { Row } from "../protocol";
import type { ToPage } from "../worker/messages";
import { badge } from "../worker/ringing";
import type { Kept } from "../worker/showing";
import { putAlong } from "./drafts";
import { actFor, loadDuties } from "./duties";
import { counts, rowOf } from "./inbox";
import { type Elsewhere, elsewhere } from "./otherRole";
import { go } from "./route";
import { me } from "./state";

type Wanted = { notice: string; answer: boolean };

const ADDRESS = /^\/n\/([0-9a-f-]{36})(\/repondre)?$/;

/** Pressed while nobody could be shown anything, at a lock for instance: it waits. */
const wanted = signal<Wanted | null>(openedFor());
/** « Répondre »: the field of this conversation takes the focus once it is there. */
export const answering = signal<string | null>(null);

let watching = false;

export function watchNotices(registration: ServiceWorkerRegistration): void {
  if (watching) return;
  watching = true;
  navigator.serviceWorker.addEventListener("message", ({ data }) => hear(data as ToPage));
  effect(() => {
    if (me.value && wanted.value) void show(wanted.value);
  });
  effect(() => {
    if (!counts.value) return;
    void badge(counts.value.unread);
    void closeRead(registration);
  });
}

function hear(told: ToPage): void {
  if (told.type === "open_notice") wanted.value = { notice: told.notice, answer: told.answer };
}

async function show({ notice, answer }: Wanted): Promise<void> {
  wanted.value = null;
  try {
    const { conversation_id: conversation, seq, asked, role } = await get("/api/notices/{notice}", { path: { notice } });
    if (!conversation) return go({ sheet: "notifications" }); // a test of them
    if (role !== roleNow()) {
      await loadDuties().catch(() => {}); // only its name would be missing
      elsewhere.value = { notice, answer, role };
      return;
    }
    // Opened at the first unread; what is asked of somebody is what they came for.
    go({ conversation, seq: asked ? seq : null });
    if (!answer) return;
    putAlong(conversation, { quote: seq });
    answering.value = conversation;
  } catch {
    // Not theirs any more, or no network: the list is where one looks.
  }
}

/** What they were writing stays sealed with the one they were. */
export async function openAs({ notice, answer, role }: Elsewhere): Promise<void> {
  await actFor(role);
  wanted.value = { notice, answer };
}

function roleNow(): string | null {
  const now = me.peek();
  return now?.hand ? now.person.id : null;
}

/** This document's own first address: the page has replaced it by a place it knows. */
function openedFor(): Wanted | null {
  const [opened] = performance.getEntriesByType("navigation");
  const found = opened && ADDRESS.exec(new URL(opened.name).pathname);
  return found?.[1] ? { notice: found[1], answer: found[2] !== undefined } : null;
}

async function closeRead(registration: ServiceWorkerRegistration): Promise<void> {
  for (const shown of await registration.getNotifications()) {
    const row = await rowFor(shown.data as Kept | null).catch(() => null);
    if (row?.place.unread === 0) shown.close();
  }
}

async function rowFor(kept: Kept | null): Promise<Row | null> {
  if (!kept) return null;
  const conversation = kept.conversation ?? (await get("/api/notices/{notice}", { path: { notice: kept.notice } })).conversation_id;
  if (!conversation) return null;
  return rowOf(conversation) ?? (await get("/api/conversations/{conversation}", { path: { conversation } })).row;
}
