/** What an open conversation looks like after one piece of news. Pure: the only way news changes it. */
import {
  type ConversationView,
  type EntriesPage,
  type Entry,
  type ErrorReported,
  type FileChanged,
  type Happened,
  type Member,
  type MessageHidden,
  type PlaceChanged,
  type Receipts,
  type ReceiptsChanged,
  type UnreadChanged,
  unreachable,
} from "../protocol";
import { insAfter } from "./about";
import { isAnswer, isVersion, withAftermath, withoutWords } from "./aftermath";
import { awaitedAfter } from "./awaited";
import { viewAfter, visibleAfter } from "./comings";
import { withFile } from "./files";
import { holds, nextVisible } from "./ranges";
import { applyToRow, type ListNews } from "./rows";

/** A conversation as the API gives it: who and what it is, and a stretch of its entries. */
export type Opened = { view: ConversationView; page: EntriesPage };
export type News = Happened | ReceiptsChanged | PlaceChanged | UnreadChanged | FileChanged | MessageHidden | ErrorReported;

/** Old state and news give the state read afresh. The same news again changes nothing. */
export function apply(opened: Opened, news: News, me: string): Opened {
  switch (news.type) {
    case "happened":
      return concerns(opened, news) && isNew(opened.page, news.entry.seq) ? withEntry(opened, news, me) : opened;
    case "receipts":
      return concerns(opened, news) ? withReceipts(opened, news, me) : opened;
    case "file_changed":
      return concerns(opened, news) ? { ...opened, page: { ...opened.page, entries: withFile(opened.page.entries, news.file) } } : opened;
    case "message_hidden":
      return concerns(opened, news) ? withHidden(opened, news, me) : opened;
    case "error_reported":
      return concerns(opened, news) ? withReport(opened, news) : opened;
    case "place_changed":
    case "unread":
      return withRow(opened, news, me);
    default:
      return unreachable(news);
  }
}

/** Is something missing between what is held and this entry? */
export function isGap(page: EntriesPage, seq: number): boolean {
  return isNew(page, seq) && !page.more_after && seq !== nextVisible(page.visible, page.last_seq);
}

function isNew(page: EntriesPage, seq: number): boolean {
  return seq > page.last_seq && holds(page.visible, seq);
}

function concerns({ view }: Opened, { conversation }: { conversation: string }): boolean {
  return view.row.id === conversation;
}

function withEntry(opened: Opened, news: Happened, me: string): Opened {
  const { entry } = news;
  const { view: before, page } = withRow(opened, news, me);
  const view = viewAfter(before, entry, me);
  // A stretch that does not reach this entry has more after it, and only learns where the end is.
  const more_after = page.more_after || isGap(page, entry.seq);
  const known = withAftermath(page.entries, entry);
  const entries = more_after ? known : [...known, entry];
  const receipts = receiptsAfter(view, entry, me);
  const visible = visibleAfter(page.visible, entry, me);
  const awaited = view.row.left ? [] : awaitedAfter(view.awaited, entry, page.entries);
  const reported = view.reported.filter(({ about }) => !isAnswer(entry, about));
  return {
    view: { ...view, receipts, awaited, reported, ins: insAfter(view, entry.what) },
    page: { ...page, entries, more_after, visible, last_seq: entry.seq },
  };
}

function withHidden(opened: Opened, news: MessageHidden, me: string): Opened {
  const { view, page } = withRow(opened, news, me);
  return { view, page: { ...page, entries: withoutWords(page.entries, news.about, news.at) } };
}

/** Told to its author alone, until they answer. */
function withReport(opened: Opened, { report }: ErrorReported): Opened {
  const { view } = opened;
  const known = view.reported.some(({ about, party, at }) => about === report.about && party === report.party && at === report.at);
  return known ? opened : { ...opened, view: { ...view, reported: [...view.reported, report] } };
}

function withRow(opened: Opened, news: ListNews, me: string): Opened {
  const row = applyToRow(opened.view.row, news, me);
  return row === opened.view.row ? opened : { ...opened, view: { ...opened.view, row } };
}

/** The receipts shown are those of my last message; what became of a letter, it tells itself. */
function receiptsAfter(view: ConversationView, entry: Entry, me: string): Receipts | null {
  if (entry.party !== me || !isVersion(entry) || entry.what.type === "letter_exchanged") return view.receipts && recounted(view, view.receipts, me);
  return { seq: entry.seq, readers: readersOf(view, entry.seq, me).size, seen: [], delivered: [] };
}

/** Who left without having seen it no longer counts. */
function recounted(view: ConversationView, receipts: Receipts, me: string): Receipts {
  const seen = new Set(receipts.seen.map(({ party }) => party));
  const expected = new Set(
    staysAt(view, receipts.seq, me)
      .filter(({ person, to_seq }) => to_seq === null || seen.has(person.id))
      .map(({ person }) => person.id),
  );
  return { ...receipts, readers: expected.size, delivered: receipts.delivered.filter((party) => expected.has(party)) };
}

function readersOf(view: ConversationView, seq: number, me: string): Set<string> {
  return new Set(staysAt(view, seq, me).map(({ person }) => person.id));
}

function staysAt({ members }: ConversationView, seq: number, me: string): Member[] {
  return members.filter(({ person, from_seq, to_seq }) => person.id !== me && from_seq <= seq && (to_seq === null || seq <= to_seq));
}

function withReceipts(opened: Opened, news: ReceiptsChanged, me: string): Opened {
  const { receipts } = opened.view;
  if (receipts === null) return opened;
  const readers = readersOf(opened.view, receipts.seq, me);
  const seen = earliest(receipts, news, readers);
  const delivered = new Set(receipts.delivered);
  for (const { party, upto } of news.delivered) if (upto >= receipts.seq && readers.has(party)) delivered.add(party);
  for (const { party } of seen) delivered.delete(party);
  const told = recounted(opened.view, { ...receipts, seen, delivered: [...delivered] }, me);
  return { ...opened, view: { ...opened.view, receipts: told } };
}

/** The earliest span that holds a message gives its time. */
function earliest({ seq, seen }: Receipts, news: ReceiptsChanged, readers: Set<string>): Receipts["seen"] {
  const firsts = new Map(seen.map((one) => [one.party, one]));
  for (const { party, from_seq, to_seq, at, hand } of news.seen) {
    if (seq < from_seq || to_seq < seq || !readers.has(party)) continue;
    const known = firsts.get(party);
    if (known === undefined || Date.parse(at) < Date.parse(known.at)) firsts.set(party, { party, at, hand });
  }
  return [...firsts.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
