import { shown } from "../../fr";
import { nothing } from "../../fr.nothing";
import { counts } from "../../store/inbox";
import { hrefOf, type Filter } from "../../store/route";
import { Blank } from "../../ui/Blank/Blank";
import { FILTERS } from "../shell/filters";
import styles from "./EmptyList.module.css";

/** Where the rest is, for an empty filter. */
const ELSEWHERE: Partial<Record<Filter, Filter>> = { inbox: "all", unread: "todo", conversations: "archived", archived: "all" };

export function EmptyList({ filter }: { filter: Filter }) {
  const [title, text, link] = nothing.empty[filter];
  const elsewhere = ELSEWHERE[filter];
  const todo = elsewhere === "todo" ? (counts.value?.todo ?? 0) : 0;
  const icon = FILTERS.find((one) => one.filter === filter)?.icon;
  if (!icon) return null;
  return (
    <Blank icon={icon} title={title}>
      <p>
        {text}
        {elsewhere && (
          <>
            <a class={styles.link} href={hrefOf({ filter: elsewhere, conversation: null, seq: null, sheet: null })}>
              {todo > 0 ? `${link} (${shown(todo)})` : link}
            </a>
            .
          </>
        )}
      </p>
    </Blank>
  );
}
