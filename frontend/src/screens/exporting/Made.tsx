/** The exports of the last day: how far they are, and their files. */
import { Download, Mail } from "lucide-preact";
import { forwards as words } from "../../fr.forwards";
import { later } from "../../fr.later";
import type { ExportView } from "../../protocol";
import { contentOf, isUnderWay } from "../../store/exporting";
import { beginWithExport } from "../../store/forwards";
import { go } from "../../store/route";
import { thread } from "../../store/thread";
import { Button, buttonClass } from "../../ui/Button/Button";
import { now } from "../clock";
import { moment } from "../times";
import styles from "./ExportSheet.module.css";

export function Made({ exports }: { exports: ExportView[] }) {
  return (
    <section class={styles.made}>
      <h3>{later.exporting.done}</h3>
      <ul>
        {exports.map((one) => (
          <li key={one.id}>
            <b>{later.exporting.of(one.messages, moment(one.asked_at, now.value))}</b>
            <State one={one} />
          </li>
        ))}
      </ul>
      <p>{later.exporting.care}</p>
    </section>
  );
}

function State({ one }: { one: ExportView }) {
  return (
    <>
      <span role="status">{later.exporting.states[one.state]}</span>
      {isUnderWay(one) && (
        <span class={styles.progress}>
          <progress max={100} value={one.progress} aria-label={later.exporting.progressOf} /> {later.exporting.progress(one.progress)}
        </span>
      )}
      {one.formats.includes("pdf") && (
        <Button onClick={() => send(one)}>
          <Mail />
          {words.sendPdf}
        </Button>
      )}
      {one.formats.map((format) => (
        <a key={format} class={buttonClass("plain")} href={contentOf(one.id, format)} download aria-label={later.exporting.download(later.exporting.formats[format])}>
          <Download />
          {later.exporting.formats[format]}
        </a>
      ))}
    </>
  );
}

/** By mail, as it was made: to a colleague, or to one's own box. */
function send(one: ExportView): void {
  const row = thread.peek()?.row;
  go({ writing: beginWithExport(one, row?.patient ?? null) });
}
