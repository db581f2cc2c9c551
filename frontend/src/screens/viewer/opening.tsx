/** Opens the viewer over the page, wherever what opened it stands or goes. */
import { render } from "preact";
import type { FileView } from "../../protocol";
import { whenForgotten } from "../../store/state";
import { Viewer } from "./Viewer";

let close: (() => void) | null = null;

export function openViewer(pictures: readonly FileView[], id: string): void {
  close?.();
  const host = document.createElement("div");
  document.body.append(host);
  close = () => {
    close = null;
    render(null, host);
    host.remove();
  };
  render(<Viewer pictures={pictures} first={id} onClose={() => close?.()} />, host);
}

whenForgotten(() => close?.());
