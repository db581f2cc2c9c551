/** Files that are pasted, and those that were one too many. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

type Field = { current: HTMLTextAreaElement | null };

/** Said beside the files of what is being written in that field. */
export const notTaken = signal<{ field: Field; text: string | null } | null>(null);

/** A picture of the screen, files copied elsewhere. Text stays text, even where its program adds a picture of it. */
export function usePasted(field: Field, take: (files: File[]) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const { files = [], types = [] } = event.clipboardData ?? {};
      if (files.length === 0 || (types.includes("text/plain") && types.includes("text/html"))) return;
      event.preventDefault();
      latest.current([...files]);
    };
    const area = field.current;
    area?.addEventListener("paste", paste);
    return () => area?.removeEventListener("paste", paste);
  }, []);
}
