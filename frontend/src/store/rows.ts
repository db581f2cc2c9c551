/** What the list looks like after one piece of news. Pure. */
import {
  type Entry,
  type Happened,
  type Happening,
  type InboxFilter,
  type InboxPage,
  type MessageHidden,
  type PlaceChanged,
  type PlaceView,
  type Preview,
  type Row,
  type UnreadChanged,
  unreachable,
} from "../protocol";
import { bodyOf } from "./aftermath";
import { aboutAfter } from "./about";
import { rowAfter, vacatesMine } from "./comings";

const PREVIEW = 140;

export type ListNews = Happened | PlaceChanged | UnreadChanged | MessageHidden;
/** Whose list it is, which filter it shows, which of its conversations is open. */
export type Looking = { me: string; show: InboxFilter; open: string | null };

/** Rows that are there change and move; a row that is not there has to be fetched. */
export function applyToList(page: InboxPage, news: ListNews, looking: Looking): InboxPage {
  const rows = page.rows.map((row) => applyToRow(row, news, looking.me));
  const counts = news.type === "unread" ? news.counts : page.counts;
  return { ...page, rows: staying(inOrder(rows), looking), counts };
}

/** The open conversation stays until one leaves it, even if it no longer matches. */
export function staying(rows: Row[], looking: Looking): Row[] {
  return rows.filter((row) => row.id === looking.open || !leaves(row, looking.show));
}

export function applyToRow(row: Row, news: ListNews, me: string): Row {
  switch (news.type) {
    case "happened":
      return news.conversation === row.id ? afterEntry(row, news.entry, me) : row;
    case "message_hidden":
      return news.conversation === row.id ? { ...row, last: hiddenIf(row.last, news.about) } : row;
    case "place_changed":
      return news.conversation === row.id ? withPlace(row, latest(row.place, news.place)) : row;
    case "unread":
      return withPlace(row, recounted(row, news));
    default:
      return unreachable(news);
  }
}

/** The first page read afresh, and the pages below it as they were. */
export function refreshed(old: InboxPage, fresh: InboxPage, open: string | null): InboxPage {
  const known = new Map(old.rows.map((row) => [row.id, row]));
  const named = new Set(fresh.rows.map((row) => row.id));
  const bottom = fresh.next === null ? null : fresh.rows.at(-1);
  const below = old.rows.filter(
    (row) => !named.has(row.id) && (row.id === open || (bottom && inTurn(bottom, row) <= 0)),
  );
  const above = fresh.rows.map((row) => newerRow(known.get(row.id), row));
  const deeper = bottom && below.some((row) => row.id !== open);
  return { rows: inOrder([...above, ...below]), next: deeper ? old.next : fresh.next, counts: fresh.counts };
}

export function withMore(page: InboxPage, more: InboxPage): InboxPage {
  const known = new Set(page.rows.map((row) => row.id));
  return { ...page, rows: [...page.rows, ...more.rows.filter((row) => !known.has(row.id))], next: more.next };
}

/** An answer may have been read before news that arrived earlier than it. */
export function newerRow(known: Row | undefined, fresh: Row): Row {
  if (known === undefined) return fresh;
  if (known.last_seq <= fresh.last_seq) return { ...fresh, place: latest(known.place, fresh.place) };
  return { ...known, place: latest(fresh.place, known.place) };
}

/** What an entry does to its row, and, when it counts, to my place (timeline.save_places). */
function afterEntry(row: Row, entry: Entry, me: string): Row {
  if (entry.seq <= row.last_seq) return row;
  if (!entry.counts) {
    const last = previewAfter(row.last, entry, me);
    return { ...rowAfter(row, entry, me), ...aboutAfter(entry.what), last_seq: entry.seq, last };
  }
  const last = previewOf(entry);
  return { ...row, last_seq: entry.seq, content_at: entry.at, last, place: placeAfter(row.place, entry, me) };
}

function previewOf(entry: Entry): Preview {
  const { seq, at, party, what } = entry;
  const root = "about" in what ? what.about : seq;
  return { seq, root, at, party, text: beginning(textOf(what)), state: stateOf(what), files: bodyOf(entry)?.files.length ?? 0, added: false };
}

function stateOf(what: Happening): Preview["state"] {
  if (what.type === "letter_state_changed") return what.state === "unknown" ? "uncertain" : "undelivered";
  return what.type === "message_cancelled" ? "cancelled" : "said";
}

/** An entry that does not count may change what the last one that does says. */
function previewAfter(last: Preview | null, entry: Entry, me: string): Preview | null {
  const { what } = entry;
  if (vacatesMine(entry, me)) return { ...previewOf(entry), state: what.type === "request_vacated" ? "vacated" : "unanswered" };
  if (what.type === "message_masked") return hiddenIf(last, what.about);
  const replaced = what.type === "message_corrected" && what.replaces === last?.seq;
  // Words corrected in place leave the files, unless they came with others.
  return last && replaced ? { ...last, text: beginning(what.text), files: what.files.length || last.files } : last;
}

function hiddenIf(last: Preview | null, about: number): Preview | null {
  return last?.root === about ? { ...last, text: "", files: 0, state: "masked" } : last;
}

function beginning(text: string): string {
  return [...text].slice(0, PREVIEW).join("");
}

function placeAfter(place: PlaceView, entry: Entry, me: string): PlaceView {
  if (entry.party === me) return { ...place, read_upto: entry.seq, archived: false, keep_archived: false };
  const body = bodyOf(entry);
  const asked = body?.request?.people.some(({ party }) => party === me) ?? false;
  const urgent = body?.request?.urgent ?? false;
  const after = urgent && asked ? { ...place, urgent } : place;
  if (!place.archived) return after;
  // Being named, or something urgent, brings it back even where it was to stay archived.
  if (urgent || asked || body?.mentions.includes(me)) return { ...after, archived: false, keep_archived: false };
  return place.keep_archived ? after : { ...after, archived: false };
}

/** The words of an entry that counts. */
function textOf(what: Happening): string {
  switch (what.type) {
    case "message_posted":
    case "message_corrected":
    case "letter_exchanged":
      return what.text;
    case "message_cancelled":
    case "letter_state_changed":
      return what.reason;
    default:
      return "";
  }
}

function withPlace(row: Row, place: PlaceView): Row {
  return place === row.place ? row : { ...row, place };
}

/** The greatest version wins; of two alike, the one that came last. */
function latest(known: PlaceView, told: PlaceView): PlaceView {
  return told.version >= known.version ? told : known;
}

function recounted(row: Row, news: UnreadChanged): PlaceView {
  const told = news.conversations.find(({ conversation }) => conversation === row.id);
  if (told === undefined) return news.all && row.place.unread ? { ...row.place, unread: 0 } : row.place;
  if (told.version < row.place.version) return row.place;
  return { ...row.place, read_upto: told.read_upto, unread: told.unread, version: told.version };
}

/** What certainly takes a conversation out of a filter. Only the server knows what brings one in. */
function leaves({ left, place }: Row, show: InboxFilter): boolean {
  switch (show) {
    case "inbox":
    case "conversations":
      return (left && !place.invitation) || place.archived;
    case "unread":
      return left || place.archived || place.unread === 0;
    case "favourites":
      return !place.favourite;
    case "todo":
      return !place.todo && place.todo_seqs.length === 0;
    case "archived":
      return !place.archived && !left;
    case "all":
    case "mail":
      return false;
    default:
      return unreachable(show);
  }
}

/** What is urgent first, then by last entry that counts. The sort is stable: what did not move keeps its place. */
function inOrder(rows: Row[]): Row[] {
  return rows.toSorted(inTurn);
}

function inTurn(one: Row, other: Row): number {
  return Number(other.place.urgent) - Number(one.place.urgent) || time(standsAt(other)) - time(standsAt(one));
}

/** Where it stands in the list: an invitation to come back is news, though nothing new may be seen. */
export function standsAt({ content_at, place }: Row): string {
  const asked = place.invitation?.at;
  return asked !== undefined && time(asked) > time(content_at) ? asked : content_at;
}

function time(at: string): number {
  return Date.parse(at);
}
