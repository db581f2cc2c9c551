/** Keys that act alone. They can be turned off: a stray J must not move anybody who dictates. */
import { effect, signal } from "@preact/signals";

const KEY = "liaison-keys";

export const singleKeys = signal(localStorage.getItem(KEY) !== "off");

effect(() => {
  if (singleKeys.value) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
});

/** The key pressed, if it is one of ours: alone, outside what one types in or chooses from. */
export function shortcut(event: KeyboardEvent): string | null {
  if (!singleKeys.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const busy = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [role=menu]");
  return busy ? null : event.key.toLowerCase();
}
