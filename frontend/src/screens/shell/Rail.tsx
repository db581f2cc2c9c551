import { Mail, Plus, Settings2 } from "lucide-preact";
import { fr } from "../../fr";
import type { Me } from "../../protocol";
import { hrefOf } from "../../store/route";
import { Brand } from "../../ui/Brand/Brand";
import { buttonClass } from "../../ui/Button/Button";
import { fullName } from "../people";
import { DirectoryLink } from "./DirectoryLink";
import { Filters } from "./Filters";
import styles from "./Rail.module.css";

export function Rail({ me }: { me: Me }) {
  return (
    <nav class={styles.rail} aria-label={fr.filters.label}>
      <div class={styles.brand}>
        <Brand name={fr.app} />
      </div>
      <a
        class={buttonClass("main", false, styles.start)}
        href={hrefOf({ composing: true, conversation: null, seq: null, sheet: null })}
        aria-label={fr.shell.startLabel}
        title={fr.shell.startLabel}
      >
        <Plus />
        <span class={styles.word}>{fr.shell.start}</span>
      </a>
      <a class={buttonClass(undefined, false, styles.start)} href={hrefOf({ writing: "" })} title={fr.shell.letter}>
        <Mail />
        <span class={styles.word}>{fr.shell.letter}</span>
      </a>
      <Filters />
      <DirectoryLink />
      <a class={styles.me} href={hrefOf({ sheet: "account" })} title={fr.account.open}>
        <span class={styles.name}>
          <span class="cut">{fullName(me.person)}</span>
          <span class="cut">{me.person.profession}</span>
        </span>
        <Settings2 />
        <span class="sr">{fr.account.open}</span>
      </a>
    </nav>
  );
}
