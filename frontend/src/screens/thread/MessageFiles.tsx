import { CircleAlert, Clock, FileImage, FileSpreadsheet, FileText } from "lucide-preact";
import { fr } from "../../fr";
import { files as words } from "../../fr.files";
import { type FileView, unreachable } from "../../protocol";
import { say } from "../notices";
import styles from "./MessageFiles.module.css";

/** What a message came with: a picture opens over the page, a PDF beside it; the rest is saved. */
export function MessageFiles({ files }: { files: readonly FileView[] }) {
  const pictures = files.filter((file) => file.state === "ready" && file.preview);
  return (
    <ul class={styles.files} aria-label={words.label}>
      {files.map((file) => (
        <li key={file.id}>
          <File file={file} pictures={pictures} />
        </li>
      ))}
    </ul>
  );
}

function File({ file, pictures }: { file: FileView; pictures: readonly FileView[] }) {
  switch (file.state) {
    case "checking":
      return <Closed icon={Clock} file={file} said={words.checking(file.size)} />;
    case "refused":
      return <Closed icon={CircleAlert} file={file} said={words.reasons[file.reason ?? "unsafe"]} alert />;
    case "ready":
      return file.preview ? <Picture file={file} pictures={pictures} /> : <Link file={file} />;
    default:
      return unreachable(file.state);
  }
}

/** Its height is there before it is. */
function Picture({ file, pictures }: { file: FileView; pictures: readonly FileView[] }) {
  const { id, name, size, width, height } = file;
  return (
    <button type="button" class={styles.picture} data-file={id} onClick={() => look(pictures, id)}>
      <img src={`/api/files/${id}/preview`} width={width ?? undefined} height={height ?? undefined} alt={words.photo} loading="lazy" decoding="async" draggable={false} />
      <span class={styles.words}>
        <b>{name}</b>
        <span>{words.toOpen(size)}</span>
      </span>
    </button>
  );
}

function look(pictures: readonly FileView[], id: string): void {
  import("../viewer/opening").then(
    ({ openViewer }) => openViewer(pictures, id),
    () => say(fr.notFetched),
  );
}

function Link({ file }: { file: FileView }) {
  const { id, name, type } = file;
  const opens = type === "application/pdf";
  const how = opens ? { target: "_blank", rel: "noopener" } : { download: name };
  const Icon = iconOf(type);
  return (
    <a class={styles.card} href={`/api/files/${id}/content`} {...how}>
      <Icon />
      <span class={styles.words}>
        <b>{name}</b>
        <span>{toDo(file)}</span>
      </span>
    </a>
  );
}

/** A picture that could not be drawn may be of use to another program. */
function toDo({ type, size }: FileView): string {
  if (type === "application/pdf") return words.toOpen(size);
  return type.startsWith("image/") ? words.notDrawn(size) : words.toSave(size);
}

type ClosedProps = { icon: typeof Clock; file: FileView; said: string; alert?: boolean };

function Closed({ icon: Icon, file, said, alert }: ClosedProps) {
  return (
    <p class={`${styles.card} ${styles.closed} ${alert ? styles.refused : ""}`}>
      <Icon />
      <span class={styles.words}>
        <b>{file.name}</b>
        <span>{said}</span>
      </span>
    </p>
  );
}

function iconOf(type: string): typeof Clock {
  if (type.startsWith("image/")) return FileImage;
  return type.includes("sheet") ? FileSpreadsheet : FileText;
}
