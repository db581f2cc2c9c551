import { ListFilter, Plus } from "lucide-preact";
import { fr } from "../../fr";
import { counts } from "../../store/inbox";
import { hrefOf, route, type Filter } from "../../store/route";
import { Count } from "../../ui/Count/Count";
import styles from "./Dock.module.css";
import { FILTERS, figureOf } from "./filters";

/** The bottom bar of a phone. */
export function Dock() {
  return (
    <nav data-foot class={styles.dock} aria-label={fr.shell.dock}>
      <Place filter="inbox" name={fr.shell.dockInbox} />
      <Place filter="unread" name={fr.filters.unread} />
      <a class={styles.write} href={hrefOf({ composing: true, sheet: null })}>
        <Plus />
        {fr.shell.dockWrite}
      </a>
      <Place filter="todo" name={fr.filters.todo} />
      <a href={hrefOf({ sheet: "filters" })} aria-current={inDock(route.value.filter) ? undefined : "page"}>
        <ListFilter />
        {fr.filters.label}
      </a>
    </nav>
  );
}

function Place({ filter, name }: { filter: Filter; name: string }) {
  const Icon = FILTERS.find((one) => one.filter === filter)?.icon ?? ListFilter;
  const figure = figureOf(filter, counts.value);
  return (
    <a href={hrefOf({ filter, sheet: null })} aria-current={route.value.filter === filter ? "page" : undefined}>
      <Icon />
      {name}
      {figure && <Count text={figure.text} means={figure.means} class={styles.badge} />}
    </a>
  );
}

function inDock(filter: Filter): boolean {
  return filter === "inbox" || filter === "unread" || filter === "todo";
}
