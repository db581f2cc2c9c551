/** Light, dark, or as the machine. Kept on this machine: it says nothing of anybody. */
import { effect, signal } from "@preact/signals";

export type Theme = "light" | "dark" | "system";

const KEY = "liaison-theme";
const kept = localStorage.getItem(KEY);

export const theme = signal<Theme>(kept === "light" || kept === "dark" ? kept : "system");

/** Dresses the page from now on. */
export function followTheme(): void {
  effect(() => {
    const page = document.documentElement;
    if (theme.value === "system") {
      localStorage.removeItem(KEY);
      delete page.dataset.theme;
    } else {
      localStorage.setItem(KEY, theme.value);
      page.dataset.theme = theme.value;
    }
  });
}
