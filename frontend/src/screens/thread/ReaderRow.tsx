import { Ban, CalendarX, CircleDashed, Mail, MailX } from "lucide-preact";
import { later } from "../../fr.later";
import { told as words } from "../../fr.told";
import type { Byline, Reader, Told } from "../../protocol";
import { layout } from "../../ui/Layout/layout";
import { Face } from "../../ui/Face/Face";
import { now } from "../clock";
import { absenceWords } from "../directory/reach";
import { bylineWords, isAmiss } from "../members/bylines";
import { fullName, initials, lowered, signed } from "../people";
import { columnTime, minutesBetween, moment } from "../times";
import styles from "./ReaderRow.module.css";

/** A reader and what is known: when they saw it, or why it has not reached them. */
export function ReaderRow({ reader, told, byline }: { reader: Reader; told: Told | undefined; byline: Byline | undefined }) {
  const { person, hand, displayed_at, recorded_at, left, suspended, reason, absence } = reader;
  const late = displayed_at !== null && recorded_at !== null && minutesBetween(displayed_at, recorded_at) > 2;
  return (
    <li class={styles.reader}>
      {layout.value !== "phone" && <Face letters={initials(person)} />}
      <div>
        <b>{signed(fullName(person), hand)}</b> <span class={styles.soft}>{lowered(person.profession)}</span>
        {left && <span class={styles.soft}>{later.readers.left}</span>}
        {suspended && <span class={styles.soft}>{later.readers.suspended}</span>}
        {late && <span class={styles.soft}>{later.readers.transmitted(moment(recorded_at, now.value))}</span>}
        {byline && (
          <span class={styles.reason} data-well={!isAmiss(byline)}>
            {isAmiss(byline) ? <MailX /> : <Mail />}
            {bylineWords(byline)}
          </span>
        )}
        {reason && !(byline && reason === "never_connected") && (
          <span class={styles.reason}>
            {absence ? <CalendarX /> : reason === "never_connected" ? <CircleDashed /> : <Ban />}
            {absence ? absenceWords(absence) : reason === "not_connected" && told ? fateWords(told) : later.readers[reason]}
          </span>
        )}
      </div>
      {displayed_at !== null && <time dateTime={displayed_at}>{columnTime(displayed_at, now.value)}</time>}
    </li>
  );
}

/** What became of the notification, where no page of theirs has it. */
function fateWords({ fate, at }: Told): string {
  return words.fates[fate](at ? moment(at, now.value) : "");
}
