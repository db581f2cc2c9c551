/** Lies beside what one reads, in place of the list; on a phone it comes from below, over everything. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { X } from "lucide-preact";
import { IconButton } from "../Button/Button";
import { layout } from "../Layout/layout";
import styles from "./Sheet.module.css";

type Props = { title: string; detail?: string | undefined; closeLabel: string; onClose: () => void; children: ComponentChildren };

export function Sheet({ title, detail, closeLabel, onClose, children }: Props) {
  const sheet = useRef<HTMLDialogElement>(null);
  const modal = layout.value === "phone";

  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    const dialog = sheet.current;
    if (modal) dialog?.showModal();
    else dialog?.show();
    return () => dialog?.close();
  }, [modal]);

  return (
    <dialog
      ref={sheet}
      class={`${styles.sheet} ${modal ? styles.below : styles.beside}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !modal) onClose();
      }}
      onClick={(event) => {
        if (event.target === sheet.current) onClose();
      }}
    >
      <div class={styles.inside}>
        <header class={styles.head}>
          <div class={styles.title}>
            <h2>{title}</h2>
            {detail && <p>{detail}</p>}
          </div>
          <IconButton label={closeLabel} onClick={onClose}>
            <X />
          </IconButton>
        </header>
        <div class={styles.body} tabIndex={0}>
          {children}
        </div>
      </div>
    </dialog>
  );
}
