import { useRef } from "preact/hooks";
import { Camera, Paperclip } from "lucide-preact";
import { files as words } from "../../fr.files";
import { type Holder, join } from "../../store/uploading";
import { IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import styles from "./JoinedFiles.module.css";
import { notTaken, usePasted } from "./joining";
import { useDropped } from "./dropping";

type Props = { holder: Holder; field: { current: HTMLTextAreaElement | null } };

/** Choose files, paste or drop them; on a phone, take a photo. */
export function JoinTools({ holder, field }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const phone = layout.value === "phone";
  const take = (list: File[]) => {
    if (list.length === 0) return;
    notTaken.value = { field, text: join(holder, list) };
    if (!phone) field.current?.focus();
  };
  const dropping = useDropped(field, take);
  usePasted(field, take);
  const chosen = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    const list = [...(input.files ?? [])];
    input.value = ""; // the same file may be chosen again
    take(list);
  };
  return (
    <>
      <IconButton label={words.join} data-always onMouseDown={keepFocus} onClick={() => files.current?.click()}>
        <Paperclip />
      </IconButton>
      <input ref={files} type="file" multiple hidden onChange={chosen} />
      {phone && (
        <>
          <IconButton label={words.photograph} onMouseDown={keepFocus} onClick={() => camera.current?.click()}>
            <Camera />
          </IconButton>
          <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={chosen} />
        </>
      )}
      {dropping && <p class={styles.drop}>{words.drop}</p>}
    </>
  );
}

/** On a phone the block changes its shape with the focus: the button would leave from under the finger. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
