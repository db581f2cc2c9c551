/** What of our own address the service worker answers for: the page and its files, never what anybody says. */
export type Part = "page" | "file";

type Asked = { method: string; mode: string; url: string };

const NOT_THE_PAGE = /^\/(admin|api|assets|health|icons|ready|static|stored|ws)(\/|$)/;

/** Null: none of its business, and it keeps its hands off. */
export function partOf({ method, mode, url }: Asked, origin: string): Part | null {
  const asked = new URL(url);
  if (method !== "GET" || asked.origin !== origin) return null;
  if (asked.pathname.startsWith("/assets/")) return "file";
  if (mode !== "navigate" || NOT_THE_PAGE.test(asked.pathname) || asked.pathname.includes(".")) return null;
  return "page";
}
