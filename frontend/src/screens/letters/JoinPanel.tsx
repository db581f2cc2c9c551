import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Link2 } from "lucide-preact";
import { fr } from "../../fr";
import { mail } from "../../fr.mail";
import type { Kin, Row } from "../../protocol";
import { joining, joinTo, kindredOf } from "../../store/letters";
import { go } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import { say, sayIfRefused } from "../notices";
import { titles } from "../people";
import { brief } from "../times";
import styles from "./JoinPanel.module.css";

const words = mail.joining;

/** To which courrier this one is joined: those that may go with it are proposed, and nothing is done by itself. */
export function JoinPanel({ row }: { row: Row }) {
  const kin = useSignal<Kin[] | null>(null);
  const failed = useSignal(false);
  const chosen = useSignal<string | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    title.current?.focus();
    kindredOf(row.id).then((found) => (kin.value = found), () => (failed.value = true));
    return () => {
      joining.value = null;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const join = async () => {
    const to = chosen.value;
    if (to === null || !(await sayIfRefused(joinTo(row.id, to)))) return;
    say(words.done);
    go({ conversation: to, sheet: null, seq: null });
  };
  return (
    <section data-foot class={styles.panel} aria-labelledby="joining" onKeyDown={(event) => event.key === "Escape" && (joining.value = null)}>
      <h2 id="joining" ref={title} tabIndex={-1}>
        {words.title}
      </h2>
      {failed.value && <p role="alert">{words.failed}</p>}
      {!failed.value && <p role="status">{kin.value === null ? words.loading : kin.value.length === 0 ? words.none : words.detail}</p>}
      <ul>
        {kin.value?.map((one) => (
          <li key={one.row.id}>
            <label>
              <input type="radio" name="kin" checked={chosen.value === one.row.id} onChange={() => (chosen.value = one.row.id)} />
              <Named kin={one} />
            </label>
          </li>
        ))}
      </ul>
      <div class={styles.acts}>
        <Button onClick={() => (joining.value = null)}>{fr.cancel}</Button>
        <Button look="main" disabled={chosen.value === null} onClick={() => void join()}>
          <Link2 />
          {words.yes}
        </Button>
      </div>
    </section>
  );
}

function Named({ kin: { row, why } }: { kin: Kin }) {
  const { first, then } = titles(row);
  return (
    <span>
      <b>{first}</b> {then}
      <span>
        {words.why[why]}, {brief(row.content_at, now.value)}
      </span>
    </span>
  );
}
