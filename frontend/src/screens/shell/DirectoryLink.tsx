import { BookUser } from "lucide-preact";
import { fr } from "../../fr";
import { hrefOf, route } from "../../store/route";
import { layout } from "../../ui/Layout/layout";
import styles from "./Filters.module.css";

/** Under the filters, as it is none of them. */
export function DirectoryLink() {
  return (
    <div class={`${styles.filters} ${styles.apart}`}>
      <a
        href={hrefOf({ directory: "" })}
        aria-current={route.value.directory === null ? undefined : "page"}
        title={layout.value === "folded" ? fr.shell.directory : undefined}
      >
        <BookUser />
        <span class={styles.name}>{fr.shell.directory}</span>
      </a>
    </div>
  );
}
