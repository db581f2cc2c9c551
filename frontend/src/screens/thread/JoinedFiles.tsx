import { useEffect } from "preact/hooks";
import { CircleAlert, FileText, X } from "lucide-preact";
import { files as words } from "../../fr.files";
import type { Joined } from "../../store/along";
import { uploadOf } from "../../store/progress";
import { draftHolder, type Holder, recall, reduce, unjoin } from "../../store/uploading";
import { areUp, problemIn, type Upload } from "../../store/uploads";
import { Button, IconButton } from "../../ui/Button/Button";
import styles from "./JoinedFiles.module.css";
import { notTaken } from "./joining";

type Props = {
  files: readonly Joined[];
  /** Who holds them, as long as they are being written; not given: they wait to leave. */
  holder?: Holder;
  field?: { current: HTMLTextAreaElement | null };
  /** They were to be sent, and could not. */
  tried?: boolean;
};

/** The files of the draft of a conversation. */
export function DraftFiles({ conversation, ...rest }: Omit<Props, "holder"> & { conversation: string }) {
  return <JoinedFiles holder={draftHolder(conversation)} {...rest} />;
}

/** The files of what is being written or waits to leave: how far each is, and what is wrong with it. */
export function JoinedFiles({ files, holder, field, tried }: Props) {
  useEffect(() => recall(files), [files]);
  const leave = (id: string) => {
    if (holder === undefined) return;
    notTaken.value = null;
    unjoin(holder, id);
    field?.current?.focus();
  };
  const tooMany = notTaken.value && notTaken.value.field === field ? notTaken.value.text : null;
  const said = tried && problemIn(files) ? words.removeFirst : tooMany;
  return (
    <>
      <ul class={styles.files} aria-label={words.label}>
        {files.map((file) => (
          <JoinedFile key={file.id} file={file} onRemove={holder && leave} />
        ))}
      </ul>
      {said && (
        <p class={styles.said} role="alert">
          {said}
        </p>
      )}
      {holder === undefined && !areUp(files) && !problemIn(files) && <p class={styles.after}>{words.goesAfter}</p>}
    </>
  );
}

function JoinedFile({ file, onRemove }: { file: Joined; onRemove: ((id: string) => void) | undefined }) {
  const upload = uploadOf(file);
  const stuck = upload.problem !== null;
  return (
    <li class={`${styles.file} ${stuck ? styles.stuck : ""}`}>
      {stuck ? <CircleAlert /> : <FileText />}
      <div class={styles.body}>
        {stuck ? <Stuck file={file} upload={upload} /> : <Going name={file.name} upload={upload} />}
      </div>
      {onRemove && (
        <IconButton label={upload.state === "up" || stuck ? words.remove(file.name) : words.stop(file.name)} onClick={() => onRemove(file.id)}>
          <X />
        </IconButton>
      )}
    </li>
  );
}

function Going({ name, upload }: { name: string; upload: Upload }) {
  const { sent, size, state, noted } = upload;
  const done = state === "up";
  const notes = [words.states[state], ...noted.map((note) => words.notes[note])].filter(Boolean);
  return (
    <>
      <p class={styles.line}>
        <b class="cut">{name}</b>
        <span class={styles.size}>{done ? words.size(size) : words.sent(sent, size)}</span>
      </p>
      {!done && <progress class={styles.bar} max={size} value={sent} aria-label={words.sending(name)} />}
      {notes.length > 0 && <p class={styles.note}>{notes.join(" · ")}</p>}
    </>
  );
}

function Stuck({ file: { id, name }, upload: { state, problem } }: { file: Joined; upload: Upload }) {
  return (
    <>
      <p role="alert">
        <b>{name}</b> {state === "refused" ? words.refused : ""} {problem} {words.textKept}
      </p>
      {state === "too_large" && <Button onClick={() => reduce(id)}>{words.reduce}</Button>}
    </>
  );
}
