/** What the page and its service worker tell each other. Ids and facts, never what somebody wrote. */

export type ToWorker =
  /** The page begins with this script: is it of the same build? */
  | { type: "page_is"; script: string }
  /** Whoever used this browser signed out. */
  | { type: "left" };

export type ToPage =
  /** A newer page than yours is ready. */
  | { type: "newer_page" }
  /** A notification was pressed; `answer`: on « Répondre ». */
  | { type: "open_notice"; notice: string; answer: boolean };
