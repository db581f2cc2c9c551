/** The words of one row of the list. */
import { fr } from "../../fr";
import type { Person, Row } from "../../protocol";
import { shortName, titles } from "../people";
import { spokenHour, brief } from "../times";

/** « H. Lemaire : poids 60,0 kg ce matin », « Vous : merci ». */
export function preview(row: Row, me: string): string {
  if (!row.last) return fr.list.nothingYet;
  const text = row.last.text.replace(/\s+/g, " ");
  if (row.last.party === me) return fr.list.youSaid(text);
  const author = row.people.find(({ id }) => id === row.last?.party);
  return author && row.member_count > 2 ? fr.list.someoneSaid(shortName(author), text) : text;
}

export function typist(row: Row, typing: string[]): string | null {
  const [party] = typing;
  if (party === undefined) return null;
  const person = row.people.find(({ id }) => id === party);
  return fr.list.typing(person ? shortName(person) : fr.someone);
}

/** The whole row in one sentence, for ears. Who is typing is drawn, not said. */
export function rowName(row: Row, me: Person, state: string | null, now: Date): string {
  const { first, then } = titles(row);
  const { unread, favourite, todo, archived } = row.place;
  return [
    first,
    then,
    unread > 0 && fr.list.unread(unread),
    favourite && fr.list.starred,
    todo && fr.list.ticked,
    row.left ? fr.list.left : archived && fr.list.archived,
    state,
    when(row, now),
    preview(row, me.id),
  ]
    .filter(Boolean)
    .join(", ");
}

export function when(row: Row, now: Date): string {
  const short = brief(row.content_at, now);
  return short.includes(":") ? spokenHour(row.content_at) : short;
}
