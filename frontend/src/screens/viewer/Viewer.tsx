/** Pictures of one message, one at a time, over the page. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-preact";
import { fr } from "../../fr";
import { files as words } from "../../fr.files";
import type { FileView } from "../../protocol";
import { route } from "../../store/route";
import { buttonClass, IconButton } from "../../ui/Button/Button";
import styles from "./Viewer.module.css";

const ZOOMS = [1, 1.5, 2, 3, 4];

type Props = { pictures: readonly FileView[]; first: string; onClose: () => void };

export function Viewer({ pictures, first, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = useSignal(first);
  const zoom = useSignal(0);
  const { conversation } = route.value;
  const at = Math.max(0, pictures.findIndex(({ id }) => id === shown.value));
  const picture = pictures[at];
  useEffect(() => {
    dialog.current?.showModal();
    return () => giveFocusBack(first);
  }, []);
  const here = useRef(conversation);
  // Back: one is elsewhere.
  useEffect(() => void (here.current !== conversation && onClose()), [conversation]);
  if (!picture) return null;

  const turn = (by: number) => {
    const next = pictures[at + by];
    if (!next) return;
    zoom.value = 0;
    shown.value = next.id;
  };
  const enlarge = (by: number) => (zoom.value = Math.min(ZOOMS.length - 1, Math.max(0, zoom.value + by)));

  return (
    <dialog
      ref={dialog}
      class={styles.viewer}
      aria-label={picture.name}
      onClose={onClose}
      onKeyDown={(event) => press(event, turn, enlarge, zoom.value > 0)}
    >
      <header class={styles.head}>
        <p class={styles.title}>
          <b class="cut">{picture.name}</b>
          <span>{pictures.length > 1 ? words.nth(at + 1, pictures.length, picture.size) : words.size(picture.size)}</span>
        </p>
        <IconButton label={words.zoomOut} disabled={zoom.value === 0} onClick={() => enlarge(-1)}>
          <ZoomOut />
        </IconButton>
        <IconButton label={words.zoomIn} disabled={zoom.value === ZOOMS.length - 1} onClick={() => enlarge(1)}>
          <ZoomIn />
        </IconButton>
        <a class={buttonClass(undefined, false, styles.save)} href={`/api/files/${picture.id}/content`} download={picture.name} aria-label={words.save(picture.name)} title={words.save(picture.name)}>
          <Download />
        </a>
        <IconButton label={fr.close} autoFocus onClick={() => dialog.current?.close()}>
          <X />
        </IconButton>
      </header>
      <Picture key={picture.id} picture={picture} zoom={ZOOMS[zoom.value] ?? 1} />
      {pictures.length > 1 && (
        <nav class={styles.turns} aria-label={words.pictures}>
          <IconButton label={words.previous} disabled={at === 0} onClick={() => turn(-1)}>
            <ChevronLeft />
          </IconButton>
          <IconButton label={words.next} disabled={at === pictures.length - 1} onClick={() => turn(1)}>
            <ChevronRight />
          </IconButton>
        </nav>
      )}
    </dialog>
  );
}

/** To what one looked at, even if it was drawn anew meanwhile. */
function giveFocusBack(id: string): void {
  document.querySelector<HTMLElement>(`[data-file="${id}"]`)?.focus();
}

/** Larger than the window it is walked over with the arrows, the wheel or the finger. */
function Picture({ picture, zoom }: { picture: FileView; zoom: number }) {
  const failed = useSignal(false);
  if (failed.value) {
    return (
      <p class={styles.failed} role="alert">
        {words.notShown}
      </p>
    );
  }
  return (
    <div class={styles.stage} tabIndex={0} role="group" aria-label={words.stage(Math.round(zoom * 100))}>
      <img
        src={`/api/files/${picture.id}/view`}
        alt={picture.name}
        class={styles.picture}
        style={{ "--zoom": String(zoom) }}
        draggable={false}
        onError={() => (failed.value = true)}
      />
    </div>
  );
}

function press(event: KeyboardEvent, turn: (by: number) => void, enlarge: (by: number) => void, zoomed: boolean): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // Enlarged, the arrows walk over the picture.
  if (event.key === "ArrowLeft" && !zoomed) turn(-1);
  else if (event.key === "ArrowRight" && !zoomed) turn(1);
  else if (event.key === "+" || event.key === "=") enlarge(1);
  else if (event.key === "-") enlarge(-1);
  else if (event.key === "0") enlarge(-99);
  else return;
  event.preventDefault();
}
