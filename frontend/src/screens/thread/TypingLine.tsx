import { Pencil } from "lucide-preact";
import { fr } from "../../fr";
import { typingIn } from "../../store/inbox";
import { network } from "../../store/network";
import type { Thread } from "../../store/thread";
import { fullName, listed } from "../people";
import styles from "./TypingLine.module.css";

/** Drawn, not announced. Without a network nobody is known to write. Its place is kept when it is empty. */
export function TypingLine({ thread }: { thread: Thread }) {
  const { state } = network.value;
  const parties = state === "connected" || state === "caught_up" ? (typingIn.value.get(thread.id) ?? []) : [];
  const names = parties.flatMap((party) => thread.members.find(({ person }) => person.id === party)?.person ?? []).map(fullName);
  return (
    <p class={styles.typing} aria-hidden="true">
      {names.length > 0 && (
        <>
          <Pencil />
          <span class="cut">{fr.thread.typing(listed(names.slice(0, 3), names.length), names.length)}</span>
        </>
      )}
    </p>
  );
}
