import { FileText, X } from "lucide-preact";
import { writing as words } from "../../fr.writing";
import { type Attached, changeLetter, type LetterDraft, letterDraft } from "../../store/letterDrafts";
import type { Holder } from "../../store/uploading";
import { IconButton } from "../../ui/Button/Button";
import { JoinedFiles } from "../thread/JoinedFiles";
import { JoinTools } from "../thread/JoinTools";
import styles from "./LetterFiles.module.css";

type Change = (what: Partial<LetterDraft>) => void;
type Props = { draft: LetterDraft; field: { current: HTMLTextAreaElement | null }; change: Change };

function holderOf(id: string): Holder {
  return { files: () => letterDraft(id)?.files ?? [], put: (files) => changeLetter(id, { files }) };
}

/** Its files: those that go up from here, and those that are here already. */
export function LetterFiles({ draft, field, change }: Props) {
  const { id, files, attached, exports } = draft;
  const here = [...attached, ...exports];
  if (files.length === 0 && here.length === 0) return null;
  const remove = (file: Attached) => change({ attached: attached.filter((one) => one !== file), exports: exports.filter((one) => one !== file) });
  return (
    <div class={styles.files}>
      {files.length > 0 && <JoinedFiles files={files} holder={holderOf(id)} field={field} />}
      {here.length > 0 && (
        <ul class={styles.attached}>
          {here.map((file) => (
            <li key={file.id}>
              <FileText />
              <span>
                <b>{file.name}</b>
                {file.size > 0 && <span>{words.attached(words.megabytes(file.size))}</span>}
              </span>
              <IconButton label={words.removeFile(file.name)} onClick={() => remove(file)}>
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function LetterTools({ draft, field }: Props) {
  return <JoinTools holder={holderOf(draft.id)} field={field} />;
}
