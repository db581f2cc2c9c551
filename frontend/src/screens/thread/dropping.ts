/** Files that are dragged from elsewhere: taken over the thread, harmless over the rest of the page. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** True while files are held over the thread that `inside` stands in. */
export function useDropped(inside: { current: HTMLElement | null }, take: (files: File[]) => void): boolean {
  const over = useSignal(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const thread = inside.current?.closest("main");
    const holds = (event: DragEvent): boolean => event.target instanceof Node && (thread?.contains(event.target) ?? false);
    const move = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      // Elsewhere the browser would leave the page to open the file.
      event.preventDefault();
      over.value = holds(event);
      event.dataTransfer.dropEffect = over.value ? "copy" : "none";
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over.value = false;
      if (holds(event)) latest.current([...event.dataTransfer.files]);
    };
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("dragover", move, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    return () => listening.abort();
  }, []);
  return over.value;
}
