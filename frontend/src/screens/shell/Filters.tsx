import { CircleAlert } from "lucide-preact";
import { fr } from "../../fr";
import { counts } from "../../store/inbox";
import { hrefOf, route } from "../../store/route";
import { layout } from "../../ui/Layout/layout";
import styles from "./Filters.module.css";
import { FILTERS, failuresOf, figureOf, type Figure } from "./filters";

export function Filters() {
  const folded = layout.value === "folded";
  return (
    <ul class={styles.filters}>
      {FILTERS.map(({ filter, icon: Icon }) => {
        const figure = figureOf(filter, counts.value);
        const failures = failuresOf(filter, counts.value);
        const name = fr.filters[filter];
        return (
          <li key={filter}>
            <a
              href={hrefOf({ filter, conversation: null, seq: null, sheet: null, composing: false })}
              aria-current={route.value.filter === filter ? "page" : undefined}
              title={folded ? name : undefined}
            >
              <Icon />
              <span class={styles.name}>
                {name}
                <Spoken figures={[figure, failures]} />
              </span>
              <span class={styles.figures} aria-hidden="true">
                {failures && (
                  <span class={styles.failures}>
                    <CircleAlert />
                    {failures.text}
                  </span>
                )}
                {figure && <span>{figure.text}</span>}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Spoken({ figures }: { figures: (Figure | null)[] }) {
  const said = figures.flatMap((figure) => (figure ? [figure.means] : []));
  return said.length > 0 ? <span class="sr">, {said.join(", ")}</span> : null;
}
