/** Arrows walk the results; up from the first, or Esc, leads back to the box. */
import { FIELD } from "./SearchBox";

export function walkResults(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const on = event.target instanceof HTMLElement && event.target.dataset.result !== undefined;
  if (event.key === "Escape") backToBox();
  else if (on && event.key === "ArrowDown") walk(event.currentTarget, 1);
  else if (on && event.key === "ArrowUp") walk(event.currentTarget, -1);
  else return;
  event.preventDefault();
}

function walk(results: HTMLElement, by: number): void {
  const all = [...results.querySelectorAll<HTMLElement>("[data-result]")];
  const next = all.findIndex((one) => one === document.activeElement) + by;
  if (next < 0) backToBox();
  else all[next]?.focus();
}

export function backToBox(): void {
  document.getElementById(FIELD)?.focus();
}
