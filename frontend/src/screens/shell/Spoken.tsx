/** What is said beside the screens: new messages for ears, the page's title, the passing notice. */
import { useSignalEffect } from "@preact/signals";
import { fr } from "../../fr";
import { announcement } from "../../store/announce";
import { counts } from "../../store/inbox";
import { thread } from "../../store/thread";
import { Toast } from "../../ui/Toast/Toast";
import { notice } from "../notices";
import { fullName, listed } from "../people";

export function Spoken() {
  // Never a subject nor a name: titles end up in the browser's history.
  useSignalEffect(() => {
    document.title = fr.shell.title(counts.value?.unread ?? 0);
  });
  return (
    <>
      <p class="sr" role="status">
        {announced()}
      </p>
      <div role="status">
        {notice.value && <Toast {...notice.value} closeLabel={fr.close} onClose={() => (notice.value = null)} />}
      </div>
    </>
  );
}

function announced(): string {
  if (!announcement.value) return "";
  const { count, from } = announcement.value;
  const names = from.flatMap((party) => thread.value?.members.find(({ person }) => person.id === party)?.person ?? []);
  return fr.shell.newMessages(count, listed(names.map(fullName)));
}
