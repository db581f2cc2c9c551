/** A notification was pressed. */
import type { ToPage } from "./messages";
import type { Kept } from "./showing";

type Page = { focused: boolean; visibilityState: string; postMessage(told: ToPage): void; focus(): Promise<unknown> };
type Pages = { matchAll(how: { type: "window"; includeUncontrolled: true }): Promise<readonly Page[]>; openWindow(address: string): Promise<unknown> };

/** « Répondre » opens it with the field ready: nobody answers words they have not before their eyes. */
export async function open(kept: Kept | null, answer: boolean, pages: Pages): Promise<void> {
  const [page] = (await pages.matchAll({ type: "window", includeUncontrolled: true })).toSorted(nearest);
  if (!page) return void (await pages.openWindow(addressOf(kept, answer)));
  if (kept) page.postMessage({ type: "open_notice", notice: kept.notice, answer });
  await page.focus().catch(() => {}); // a browser may think that nobody pressed
}

/** Where a page that opens finds what it was opened for (store/noticed.ts). An opaque id: no place, no name. */
export function addressOf(kept: Kept | null, answer: boolean): string {
  if (!kept) return "/";
  return `/n/${kept.notice}${answer ? "/repondre" : ""}`;
}

/**
 * « Pris en compte », as whom it was asked of: a browser that acts for another by now is refused.
 * False when the server was not told, and the page has to be opened.
 */
export async function take({ conversation, seq, party }: Kept, token: string): Promise<boolean> {
  if (!conversation || !seq || !party || !token) return false;
  try {
    const answer = await fetch(`/api/conversations/${conversation}/entries/${seq}/taking`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Acting-As": party },
      body: JSON.stringify({ ref: crypto.randomUUID(), on: true }),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

function nearest(one: Page, other: Page): number {
  return rank(other) - rank(one);
}

function rank({ focused, visibilityState }: Page): number {
  return focused ? 2 : visibilityState === "visible" ? 1 : 0;
}
