/** How much fits on the screen. Asked by scripts and styles alike (data-layout), so that they never disagree. */
import { signal } from "@preact/signals";

export type Layout = "phone" | "folded" | "desk" | "wide";

export const layout = signal<Layout>(fitting());

/** Widths count in text sizes too: at 200 % a desktop folds as a small one does. */
function fitting(): Layout {
  const width = window.innerWidth;
  const scale = rem() / 16;
  if (width < 720 || width < 576 * scale) return "phone";
  if (width < 1024 * scale) return "folded";
  return width < 1500 * scale ? "desk" : "wide";
}

export function rem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** Follows the window and the text size from now on. */
export function followLayout(): void {
  const measure = () => {
    layout.value = fitting();
    document.documentElement.dataset.layout = layout.value;
  };
  const probe = document.createElement("div");
  probe.style.cssText = "position:absolute;width:1rem;height:0;visibility:hidden";
  document.body.append(probe);
  new ResizeObserver(measure).observe(probe);
  window.addEventListener("resize", measure);
  measure();
}
