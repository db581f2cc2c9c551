/** What is to be done so that this browser is told what its person asked for, and nothing else. */

export type Standing = {
  /** Of the browser; null: it cannot be told anything. */
  permission: NotificationPermission | null;
  /** The person who is in asked for it, in this browser. */
  wanted: boolean;
  shared: boolean;
  /** Of the server; empty: it sends nothing. */
  key: string;
  /** What the browser holds: the key it was made with. */
  subscribed: { key: string } | null;
  /** The server knows this browser as theirs. */
  known: boolean;
};

/** « tell »: what is there is said to the server. « renew »: what is there is worth nothing. */
export type Plan = "nothing" | "drop" | "subscribe" | "renew" | "tell";

export function planOf({ permission, wanted, shared, key, subscribed, known }: Standing): Plan {
  const theirs = (wanted || known) && !shared;
  if (!theirs) return subscribed ? "drop" : "nothing";
  if (permission !== "granted" || !key) return "nothing";
  if (!subscribed) return "subscribe";
  // A device the server gave up has an address that nobody answers at.
  return subscribed.key === key && known ? "tell" : "renew";
}
