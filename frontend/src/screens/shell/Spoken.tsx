/** What is said beside the screens: new messages for ears, the page's title, the passing notice. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { fr } from "../../fr";
import { announcement } from "../../store/announce";
import { counts } from "../../store/inbox";
import { openRequests } from "../../store/requests";
import { thread } from "../../store/thread";
import { lazily } from "../../ui/lazily";
import styles from "../../ui/Toast/Toast.module.css";
import { type Notice, notice } from "../notices";
import { fullName, listed } from "../people";

const Toast = lazily(async () => (await import("../../ui/Toast/Toast")).Toast, Said);

export function Spoken() {
  // Never a subject nor a name: titles end up in the browser's history.
  useSignalEffect(() => {
    const urgent = openRequests.value?.requests.some((one) => one.urgent) ?? false;
    document.title = fr.shell.title(counts.value?.unread ?? 0, urgent);
  });
  return (
    <>
      <Announced />
      <div role="status">
        {notice.value && <Toast {...notice.value} closeLabel={fr.close} onClose={() => (notice.value = null)} />}
      </div>
    </>
  );
}

/** The words alone, wherever the rest cannot be fetched. */
function Said({ text }: Pick<Notice, "text">) {
  return (
    <div class={styles.toast}>
      <p>{text}</p>
    </div>
  );
}

/** Emptied first: the same words said twice would be heard once. */
function Announced() {
  const said = useSignal("");
  useSignalEffect(() => {
    const { value } = announcement;
    if (!value) return;
    said.value = "";
    const timer = setTimeout(() => (said.value = wordsOf(value)), 100);
    return () => clearTimeout(timer);
  });
  return (
    <p class="sr" role="status">
      {said.value}
    </p>
  );
}

function wordsOf({ count, from }: { count: number; from: string[] }): string {
  const names = from.flatMap((party) => thread.peek()?.members.find(({ person }) => person.id === party)?.person ?? []);
  return fr.shell.newMessages(count, listed(names.map(fullName)));
}
