/** The eight filters, in their order, and the figure beside each. */
import {
  Archive,
  Inbox,
  Layers,
  Mail,
  MessageSquareDot,
  MessagesSquare,
  SquareCheck,
  Star,
  type LucideIcon,
} from "lucide-preact";
import { fr, shown } from "../../fr";
import type { Counts } from "../../protocol";
import type { Filter } from "../../store/route";

export const FILTERS: { filter: Filter; icon: LucideIcon }[] = [
  { filter: "inbox", icon: Inbox },
  { filter: "unread", icon: MessageSquareDot },
  { filter: "all", icon: Layers },
  { filter: "conversations", icon: MessagesSquare },
  { filter: "mail", icon: Mail },
  { filter: "favourites", icon: Star },
  { filter: "todo", icon: SquareCheck },
  { filter: "archived", icon: Archive },
];

/** A number, and what it counts for ears. */
export type Figure = { text: string; means: string };

export function figureOf(filter: Filter, counts: Counts | null): Figure | null {
  if (!counts) return null;
  switch (filter) {
    case "inbox":
    case "unread":
    case "conversations":
      return figure(counts[filter], fr.filters.nUnread);
    case "mail":
      return figure(counts.mail, fr.filters.nMail);
    case "todo":
      return figure(counts.todo, fr.filters.nTodo);
    default:
      return null;
  }
}

function figure(count: number, means: (count: number) => string): Figure | null {
  return count > 0 ? { text: shown(count), means: means(count) } : null;
}
