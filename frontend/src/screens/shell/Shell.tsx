import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import type { Me } from "../../protocol";
import { elsewhere } from "../../store/otherRole";
import { route } from "../../store/route";
import { relieved } from "../../store/session";
import { layout } from "../../ui/Layout/layout";
import { lazily } from "../../ui/lazily";
import { Inbox } from "../inbox/Inbox";
import { archivingUnread } from "../marking";
import { notice } from "../notices";
import { ThreadPlace } from "../thread/ThreadPlace";
import { Dock } from "./Dock";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";
import { Spoken } from "./Spoken";

// Whatever lies over is fetched when it is opened, and so is the list of it.
const OpenSheet = lazily(async () => (await import("./OpenSheet")).OpenSheet, fr.notFetched);
const NewConversation = lazily(async () => (await import("../starting/NewConversation")).NewConversation, fr.notFetched);

const LetterWriting = lazily(async () => (await import("../letters/parts")).LetterWriting, fr.notFetched);
const Mailboxes = lazily(async () => (await import("../mailboxes/Mailboxes")).Mailboxes, fr.notFetched);
const DirectoryPage = lazily(async () => (await import("../directory/DirectoryPage")).DirectoryPage, fr.notFetched);

const DutyBar = lazily(async () => (await import("../duties/DutyBar")).DutyBar, fr.notFetched);
const Notifications = lazily(async () => (await import("../notifications/Notifications")).Notifications, fr.notFetched);

const OtherRole = lazily(async () => (await import("../duties/OtherRole")).OtherRole, fr.notFetched);
const ArchiveQuestion = lazily(async () => (await import("./ArchiveQuestion")).ArchiveQuestion, fr.notFetched);

/** Rail, list, thread, and a sheet over the list or beside the thread; on a phone, one place at a time. */
export function Shell({ me }: { me: Me }) {
  const { conversation, composing: starting, writing, directory, sheet: asked } = route.value;
  // They take the place of the list and the thread.
  const settings = asked === "notifications" || asked === "mailboxes";
  const composing = starting || writing !== null || directory !== null || settings;
  const sheet = settings ? null : asked;
  const phone = layout.value === "phone";
  const covered = sheet !== null && !phone && layout.value !== "wide";
  useEffect(() => {
    void import("../lock/welcome").then(({ welcome }) => welcome()).catch(() => {});
    return forget;
  }, []);
  const shape = [styles.app, composing ? styles.composing : "", sheet ? styles.withSheet : ""].join(" ");

  return (
    <div class={styles.whole}>
      {(me.hand || me.roles || relieved.value) && <DutyBar me={me} />}
      <div class={shape}>
      {!phone && <Rail me={me} />}
      {starting && <NewConversation me={me.person} />}
      {directory !== null && <DirectoryPage person={directory} />}
      {writing !== null && <LetterWriting key={writing} id={writing} />}
      {asked === "notifications" && <Notifications />}
      {asked === "mailboxes" && <Mailboxes />}
      {!composing && !(phone && conversation) && <Inbox me={me.person} covered={covered} />}
      {!composing && !(phone && !conversation) && <ThreadPlace me={me.person} />}
      {sheet && (
        <div class={styles.slot}>
          <OpenSheet me={me} sheet={sheet} />
        </div>
      )}
      {phone && !conversation && !composing && <Dock />}
      {archivingUnread.value && <ArchiveQuestion />}
      {elsewhere.value && <OtherRole me={me} to={elsewhere.value} />}
      <Spoken />
      </div>
    </div>
  );
}

/** Nothing of one person's is left for the next to sign in here. */
function forget(): void {
  notice.value = null;
  archivingUnread.value = null;
  document.title = fr.app;
}
