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

/** A number, and what it counts for ears; of courriers, how many did not arrive besides. */
export type Figure = { text: string; means: string; failed?: string | null };

export function figureOf(filter: Filter, counts: Counts | null): Figure | null {
  if (!counts) return null;
  switch (filter) {
    case "inbox":
    case "unread":
    case "conversations":
      return figure(counts[filter], fr.filters.nUnread);
    case "mail": {
      const { mail, undelivered } = counts;
      const means = undelivered ? `${fr.filters.nUndelivered(undelivered)}, ${fr.filters.nMail(mail)}` : fr.filters.nMail(mail);
      return mail ? { text: shown(mail), means, failed: undelivered ? shown(undelivered) : null } : null;
    }
    case "todo":
      return figure(counts.todo, fr.filters.nTodo);
    default:
      return null;
  }
}

function figure(count: number, means: (count: number) => string): Figure | null {
  return count > 0 ? { text: shown(count), means: means(count) } : null;
}
