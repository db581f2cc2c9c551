/** A real address for each place. */
import { computed, signal } from "@preact/signals";
import type { InboxFilter } from "../protocol";

export type Filter = InboxFilter;
export type Route = {
  filter: Filter;
  conversation: string | null;
  seq: number | null; // of the sheets of readers and of versions; without a sheet, the message one came for
  sheet:
    | null
    | keyof typeof OF_MESSAGE
    | keyof typeof SHEETS
    | keyof typeof OVER_LIST;
  composing: boolean;
  writing: string | null; // the draft of a courrier that is open; "": one that begins
  directory: string | null; // whose card is open there; "": nobody's
};

const WORDS: Record<Filter, string> = {
  inbox: "reception",
  unread: "non-lus",
  all: "tous",
  conversations: "conversations",
  mail: "courriers",
  favourites: "favoris",
  todo: "a-traiter",
  archived: "archivees",
};
const FILTERS = new Map(Object.entries(WORDS).map(([filter, word]) => [word, filter as Filter]));
/** The sheets of a conversation, but for that of a message. */
const SHEETS = {
  export: "export",
  people: "participants",
  add: "ajouter",
  leave: "quitter",
  subject: "objet",
  close: "clore",
  patient: "patient",
} as const;
/** Those that belong to no conversation. */
const OVER_LIST = {
  filters: "filtres",
  account: "compte",
  activity: "activite",
  protection: "protection",
  requests: "prises-en-compte",
  duties: "gardes",
  notifications: "notifications", // shown as a page of its own, and so are
  mailboxes: "boites",
} as const;
/** Those of a message. */
const OF_MESSAGE = { readers: "vu-par", versions: "versions" } as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DIRECTORY = "annuaire";
const LETTER = "courrier";
const START: Route = { filter: "inbox", conversation: null, seq: null, sheet: null, composing: false, writing: null, directory: null };

const current = signal<Route>(parse(location.pathname) ?? START);

export const route = computed(() => current.value);

/** The place an address names; null: it is not one of ours. */
export function parse(path: string): Route | null {
  const [word = "", second, third, fourth, ...more] = path.split("/").filter(Boolean);
  if (word === "" && path === "/") return START;
  const filter = FILTERS.get(word);
  if (filter === undefined || more.length) return null;
  const place = { ...START, filter };
  if (second === undefined) return place;
  if (ID.test(second)) return within({ ...place, conversation: second }, third, fourth);
  const inside = !fourth && (!third || ID.test(third)) ? (third ?? "") : null;
  if (second === DIRECTORY && inside !== null) return { ...place, directory: inside };
  if (second === LETTER && inside !== null) return { ...place, writing: inside };
  if (third !== undefined) return null;
  if (second === "nouvelle") return { ...place, composing: true };
  const sheet = named(OVER_LIST, second);
  return sheet ? { ...place, sheet } : null;
}

function within(place: Route, word: string | undefined, seq: string | undefined): Route | null {
  if (word === undefined) return place;
  const sheet = named(SHEETS, word);
  if (sheet && seq === undefined) return { ...place, sheet };
  if (seq === undefined || !/^[1-9]\d{0,8}$/.test(seq)) return null;
  if (word === "message") return { ...place, seq: Number(seq) };
  const about = named(OF_MESSAGE, word);
  return about ? { ...place, sheet: about, seq: Number(seq) } : null;
}

function named<Sheet extends string>(words: Record<Sheet, string>, word: string): Sheet | undefined {
  return (Object.keys(words) as Sheet[]).find((one) => words[one] === word);
}

function isOfMessage(sheet: NonNullable<Route["sheet"]>): sheet is keyof typeof OF_MESSAGE {
  return sheet in OF_MESSAGE;
}

function isOverList(sheet: Route["sheet"] | undefined): sheet is keyof typeof OVER_LIST {
  return sheet != null && sheet in OVER_LIST;
}

/** The address of a place, relative to the present one: what is not said stays, what lies over closes. */
export function hrefOf(to: Partial<Route>): string {
  return addressOf(towards(to));
}

export function go(to: Partial<Route>, how: "push" | "replace" = "push"): void {
  visit(towards(to), how);
}

/** The one before when it was ours, else the place this one lies in. */
export function back(): void {
  if (depth() > 0) return history.back();
  const { filter, conversation, sheet, directory } = current.value;
  if (directory) return visit({ ...START, filter, directory: "" }, "replace");
  visit(sheet ? { ...START, filter, conversation } : { ...START, filter }, "replace");
}

/** The browser's own buttons, and clicks on our links. */
export function watchRoute(): void {
  // « / », or an address that is not ours any more.
  if (location.pathname !== addressOf(current.value)) history.replaceState({ depth: 0 }, "", addressOf(current.value));
  window.addEventListener("popstate", () => (current.value = parse(location.pathname) ?? START));
  document.addEventListener("click", follow);
}

function follow(event: MouseEvent): void {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!plain || event.defaultPrevented || !link || link.target || link.origin !== location.origin) return;
  const place = parse(link.pathname);
  if (place === null) return;
  event.preventDefault();
  visit(place, "push");
}

function visit(place: Route, how: "push" | "replace"): void {
  const address = addressOf(place);
  if (address === location.pathname) how = "replace";
  if (how === "push") history.pushState({ depth: depth() + 1 }, "", address);
  else history.replaceState({ depth: depth() }, "", address);
  current.value = place;
}

function depth(): number {
  return (history.state as { depth?: number } | null)?.depth ?? 0;
}

function towards(to: Partial<Route>): Route {
  const { filter, conversation } = current.value;
  const sameFilter = to.filter === undefined || to.filter === filter;
  const overList = to.composing || to.writing != null || to.directory != null || isOverList(to.sheet);
  return { ...START, filter, conversation: sameFilter && !overList ? conversation : null, ...to };
}

function addressOf({ filter, conversation, seq, sheet, composing, writing, directory }: Route): string {
  const list = `/${WORDS[filter]}`;
  if (composing) return `${list}/nouvelle`;
  if (writing !== null) return [list, LETTER, writing].filter(Boolean).join("/");
  if (directory !== null) return [list, DIRECTORY, directory].filter(Boolean).join("/");
  if (isOverList(sheet)) return `${list}/${OVER_LIST[sheet]}`;
  if (conversation === null) return list;
  if (sheet !== null && !isOfMessage(sheet)) return `${list}/${conversation}/${SHEETS[sheet]}`;
  if (seq === null) return `${list}/${conversation}`;
  return `${list}/${conversation}/${sheet ? OF_MESSAGE[sheet] : "message"}/${seq}`;
}
