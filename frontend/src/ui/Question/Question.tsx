/** Asks before something that cannot be taken back lightly. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../Button/Button";
import styles from "./Question.module.css";

type Props = { title: string; yes: string; no: string; onYes: () => void; onNo: () => void; children: ComponentChildren };

export function Question({ title, yes, no, onYes, onNo, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class={styles.question}
      aria-label={title}
      onClose={onNo}
      // Esc answers the question, and nothing under it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2>{title}</h2>
      <p>{children}</p>
      <div class={styles.answers}>
        <Button onClick={() => dialog.current?.close()} autoFocus>
          {no}
        </Button>
        <Button look="main" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}
