import { CircleAlert } from "lucide-preact";
import { fr } from "../../fr";
import { counts } from "../../store/inbox";
import { hrefOf, route, type Filter } from "../../store/route";
import { layout } from "../../ui/Layout/layout";
import styles from "./Filters.module.css";
import { FILTERS, figureOf } from "./filters";

/** `choose`: in a sheet the place chosen replaces it, so that one does not come back to it. */
export function Filters({ choose }: { choose?: (filter: Filter) => void }) {
  const folded = layout.value === "folded";
  return (
    <ul class={styles.filters}>
      {FILTERS.map(({ filter, icon: Icon }) => {
        const figure = figureOf(filter, counts.value);
        const name = fr.filters[filter];
        return (
          <li key={filter}>
            <a
              href={hrefOf({ filter, conversation: null, seq: null, sheet: null, composing: false })}
              aria-current={route.value.filter === filter && route.value.directory === null ? "page" : undefined}
              title={folded ? name : undefined}
              onClick={(event) => {
                if (!choose || event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                choose(filter);
              }}
            >
              <Icon />
              <span class={styles.name}>
                {name}
                {figure && <span class="sr">, {figure.means}</span>}
              </span>
              <span class={styles.figure} aria-hidden="true">
                {figure?.failed && (
                  <span class={styles.failed}>
                    <CircleAlert /> {figure.failed}
                  </span>
                )}
                {figure?.text}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
