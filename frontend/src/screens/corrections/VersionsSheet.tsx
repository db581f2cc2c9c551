import { useEffect } from "preact/hooks";
import { Eye } from "lucide-preact";
import { later } from "../../fr.later";
import type { Person, Versions } from "../../protocol";
import { readVersions, versionsAt } from "../../store/corrections";
import { receiptsTold } from "../../store/here";
import { back, route } from "../../store/route";
import { thread } from "../../store/thread";
import { Sheet } from "../../ui/Sheet/Sheet";
import { now } from "../clock";
import { fullName, signed } from "../people";
import { MessageFiles } from "../thread/MessageFiles";
import { MessageText } from "../thread/MessageText";
import { columnTime, moment } from "../times";
import { LeftBehind } from "./Replacing";
import { fr } from "../../fr";
import { message as words } from "../../fr.message";
import styles from "./VersionsSheet.module.css";

type Version = Versions["versions"][number];

/** What was said, version after version, and who has seen which words. */
export function VersionsSheet({ me }: { me: Person }) {
  const { conversation, seq } = route.value;
  const open = thread.value;
  useEffect(() => {
    if (conversation && seq) void readVersions({ conversation, seq });
  }, [conversation, seq, open?.entries, receiptsTold.value]);
  if (!conversation || !seq) return null;
  const found = versionsAt({ conversation, seq });
  const detail = found && found !== "failed" ? later.corrections.versionsDetail(found.versions.length) : undefined;
  return (
    <Sheet title={words.versions} detail={detail} closeLabel={fr.close} onClose={back}>
      {found === undefined && <p class={styles.note}>{later.readers.loading}</p>}
      {found === "failed" && (
        <p class={styles.note} role="alert">
          {later.corrections.versionsFailed}
        </p>
      )}
      {found && found !== "failed" && (
        <>
          {found.versions.map((version, index) => (
            <One key={version.number} version={version} stands={stands(found) && index === found.versions.length - 1} masked={found.state === "masked"} />
          ))}
          {open && found.author === me.id && (
            <div class={styles.note}>
              <LeftBehind thread={open} seq={seq} />
            </div>
          )}
        </>
      )}
    </Sheet>
  );
}

function stands({ state }: Versions): boolean {
  return state === "current" || state === "corrected";
}

function One({ version, stands: current, masked }: { version: Version; stands: boolean; masked: boolean }) {
  const { number, at, in_place, reason, seen, text, files } = version;
  const when = moment(at, now.value);
  const marks = [current && later.corrections.current, in_place && later.corrections.inPlaceMark, reason && later.corrections.wrong[reason]];
  return (
    <section class={styles.version}>
      <h3>{number === 1 ? later.corrections.asWritten(when) : later.corrections.correctedAs(number, when)}</h3>
      {marks.some(Boolean) && <p class={styles.marks}>{marks.filter(Boolean).join(", ")}</p>}
      {masked ? <p class={styles.marks}>{later.corrections.noText}</p> : text && <MessageText text={text} />}
      {files.length > 0 && <MessageFiles files={files} />}
      <p class={styles.seen}>
        <Eye />
        {seen.length > 0 ? later.corrections.seenBy : later.corrections.seenByNobody}
      </p>
      {seen.length > 0 && (
        <ul class={styles.readers}>
          {seen.map((one) => (
            <li key={one.party}>
              <span>{signed(nameOf(one.party), one.hand)}</span>
              <time dateTime={one.at}>{columnTime(one.at, now.value)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function nameOf(party: string): string {
  const member = thread.value?.members.find(({ person }) => person.id === party);
  return member ? fullName(member.person) : fr.someone;
}
