import { useSignal } from "@preact/signals";
import { useContext, useMemo, useRef } from "preact/hooks";
import { EllipsisVertical, SquareCheck } from "lucide-preact";
import { fr } from "../../fr";
import type { Entry, MessageBody, Person } from "../../protocol";
import { rootOf } from "../../store/aftermath";
import type { Thread } from "../../store/thread";
import { IconButton } from "../../ui/Button/Button";
import { Face } from "../../ui/Face/Face";
import { layout } from "../../ui/Layout/layout";
import { useLongPress } from "../../ui/longPress";
import { lazily } from "../../ui/lazily";
import { UrgentTag } from "../../ui/UrgentTag/UrgentTag";
import { now } from "../clock";
import { authorOf, fullName, initials, lowered, occupation, personsOf, signed } from "../people";
import { hour, moment, spokenHour } from "../times";
import { isLit } from "./arrival";
import { Displaying } from "./displaying";
import { isLate, type Item } from "./items";
import styles from "./Message.module.css";
import type { Given } from "./messageActions";
import { MessageText } from "./MessageText";
import { Quoted } from "./Quoted";
import { Receipt } from "./Receipt";
import { RequestBlock } from "./RequestBlock";

const MessageFiles = lazily(
  async () => (await import("./MessageFiles")).MessageFiles,
  // Their names and their height are there before them.
  ({ files }) => (
    <ul class={styles.files}>
      {files.map(({ id, name, preview }) => (
        <li key={id} class={preview ? styles.picture : undefined}>
          {name}
        </li>
      ))}
    </ul>
  ),
);
const MessageMenu = lazily(async () => (await import("./MessageMenu")).MessageMenu, fr.notFetched);
const Folded = lazily(async () => (await import("../corrections/Folded")).Folded, fr.notFetched);
const Replacing = lazily(
  async () => (await import("../corrections/Replacing")).Replacing,
  // Its words are shown whatever becomes of the rest.
  ({ what, named }) => <MessageText text={what.text} named={named} />,
);
const LeftBehind = lazily(async () => (await import("../corrections/Replacing")).LeftBehind, fr.notFetched);
const Marks = lazily(async () => (await import("../corrections/Marks")).Marks, fr.notFetched);

type Props = { item: Extract<Item, { kind: "entry" }>; body: MessageBody; thread: Thread; me: Person };

export function Message({ item, body, thread, me }: Props) {
  const { entry, own, head } = item;
  const author = own ? me : authorOf(thread.members, entry);
  const watch = useContext(Displaying);
  const end = useMemo(() => watch?.end(entry.seq) ?? null, [watch, entry.seq]);
  const ticked = thread.row?.place.todo_seqs.includes(entry.seq) ?? false;
  // What no longer stands is not displayed, and nobody sees it by that.
  const folded = ["corrected", "cancelled", "masked"].includes(body.standing.state);
  const replaces = entry.what.type === "message_corrected";
  const menu = useSignal(false);
  const press = useLongPress(() => (menu.value = true));

  return (
    <div>
      <article
        class={`${styles.message} ${own ? styles.own : ""} ${head ? styles.headed : ""} ${shapeOf(body, folded, replaces)}`}
        aria-label={nameOf(author, own, entry)}
        data-lit={isLit(entry.seq)}
        {...press}
      >
        {head && !own && author && <Face letters={initials(author)} />}
        <div class={styles.body}>
          {head ? (
            <Head author={author} own={own} entry={entry} />
          ) : (
            <time class={styles.aside} dateTime={entry.at}>
              {hour(entry.at)}
            </time>
          )}
          {isLate(entry) && entry.composed_at && (
            <p class={styles.note}>
              {fr.thread.composedEarlier(moment(entry.composed_at, now.value), moment(entry.at, now.value))}
            </p>
          )}
          {body.by_mail && <p class={styles.note}>{fr.thread.byMail}</p>}
          {folded ? <Folded conversation={thread.id} entry={entry} body={body} own={own} /> : <Said item={item} body={body} thread={thread} me={me} />}
          {ticked && (
            <p class={styles.ticked}>
              <SquareCheck /> {fr.thread.todo}
            </p>
          )}
          {!folded && <span class={styles.end} ref={end} />}
        </div>
        <Actions open={menu} given={{ conversation: thread.id, entry, body, own, ticked, left: thread.row?.left ?? true }} />
      </article>
      {item.receipts && thread.receipts && <Receipt receipts={thread.receipts} members={thread.members} />}
    </div>
  );
}

/** Its words, and what goes with them. */
function Said({ item, body, thread, me }: Props) {
  const { entry, own } = item;
  const { quote, request, standing } = body;
  const named = personsOf(body.mentions, thread.members);
  const about = thread.reported.some((one) => one.about === rootOf(entry));
  const marked = standing.in_place_at !== null || standing.state === "corrected_since" || standing.reported || about;
  return (
    <>
      {request?.urgent && <UrgentTag label={fr.requests.urgent} />}
      {quote !== null && <Quoted conversation={thread.id} seq={quote} at={entry.at} members={thread.members} />}
      {entry.what.type === "message_corrected" ? (
        <Replacing entry={entry} what={entry.what} thread={thread} named={named} />
      ) : (
        body.text && <MessageText text={body.text} named={named} />
      )}
      {body.files.length > 0 && <MessageFiles files={body.files} />}
      {request && <RequestBlock entry={entry} body={body} request={request} thread={thread} me={me} />}
      {marked && <Marks entry={entry} body={body} thread={thread} />}
      {own && entry.what.type === "message_corrected" && <LeftBehind thread={thread} seq={entry.seq} />}
    </>
  );
}

function shapeOf({ request }: MessageBody, folded: boolean, replaces: boolean): string {
  if (folded) return styles.folded ?? "";
  return `${request?.urgent ? styles.urgent : ""} ${replaces ? styles.replaces : ""}`;
}

function Head({ author, own, entry: { at, hand } }: { author: Person | undefined; own: boolean; entry: Entry }) {
  return (
    <p class={styles.head}>
      <b class={hand ? styles.signed : undefined}>{own && !hand ? fr.you : author ? signed(fullName(author), hand) : fr.someone}</b>
      {!own && author && <span class="cut">{layout.value === "phone" ? lowered(author.profession) : occupation(author)}</span>}
      <time dateTime={at}>{hour(at)}</time>
    </p>
  );
}

function Actions({ open, given }: { open: { value: boolean }; given: Given }) {
  const holder = useRef<HTMLSpanElement>(null);
  const button = {
    get current() {
      return holder.current?.querySelector("button") ?? null;
    },
  };
  return (
    <span ref={holder} class={`${styles.actions} ${open.value ? styles.open : ""}`}>
      <IconButton
        label={fr.thread.messageActions}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <EllipsisVertical />
      </IconButton>
      {open.value && <MessageMenu given={given} near={button} onClose={() => (open.value = false)} />}
    </span>
  );
}

/** « Hélène Lemaire, infirmière libérale, 08 h 12 » */
function nameOf(author: Person | undefined, own: boolean, { at, hand }: Entry): string {
  if (own && !hand) return `${fr.you}, ${spokenHour(at)}`;
  return author ? `${signed(fullName(author), hand)}, ${occupation(author)}, ${spokenHour(at)}` : `${fr.someone}, ${spokenHour(at)}`;
}
