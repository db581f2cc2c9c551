/** The words of one row of the list. */
import { fr } from "../../fr";
import type { Preview, Row } from "../../protocol";
import { draftOf } from "../../store/drafts";
import { othersIn, shortName } from "../people";

/** « H. Lemaire : poids 60,0 kg ce matin », « Vous : merci ». */
export function preview(row: Row, me: string): string {
  if (row.place.invitation) return fr.invitation.preview(shortName(row.place.invitation.by));
  if (row.last?.added) return fr.list.added(nameIn(row, row.last.party));
  if (!row.last) return fr.list.nothingYet;
  const text = wordsOf(row.last).replace(/\s+/g, " ");
  if (row.last.party === me) return fr.list.youSaid(text);
  const author = row.people.find(({ id }) => id === row.last?.party);
  return author && othersIn(row) > 1 ? fr.list.someoneSaid(shortName(author), text) : text;
}

function wordsOf({ state, text, files }: Preview): string {
  if (state === "masked") return fr.list.masked;
  if (state === "vacated" || state === "unanswered") return fr.list[state];
  return state === "cancelled" ? fr.list.cancelledPreview(text) : text || (files > 0 ? fr.list.files(files) : fr.list.noText);
}

function nameIn(row: Row, party: string | null): string {
  const person = row.people.find(({ id }) => id === party);
  return person ? shortName(person) : fr.someone;
}

export function typist(row: Row, typing: string[]): string | null {
  const [party] = typing;
  if (party === undefined) return null;
  const person = row.people.find(({ id }) => id === party);
  return fr.list.typing(person ? shortName(person) : fr.someone);
}

/** Itself, or one of its messages. */
export function isTicked({ place }: Row): boolean {
  return place.todo || place.todo_seqs.length > 0;
}

/** For ears, what the eye sees as a dot, a star, a box: « , 1 non lu, favori, ». */
export function spokenMarks(row: Row): string {
  const { place, left } = row;
  const { unread, favourite, archived, urgent } = place;
  const marks = [
    urgent && fr.requests.urgentMark,
    unread > 0 && fr.list.unread(unread),
    favourite && fr.list.starred,
    isTicked(row) && fr.list.ticked,
    place.notify?.level === "none" && fr.list.muted,
    left ? fr.list.left : archived && fr.list.archived,
  ].filter(Boolean);
  return marks.length > 0 ? `, ${marks.join(", ")},` : ",";
}

/** What is being written there, in words; files alone are counted. */
export function draftIn(conversation: string): string {
  const { text, along } = draftOf(conversation);
  return text || (along.files.length > 0 ? fr.list.files(along.files.length) : "");
}
