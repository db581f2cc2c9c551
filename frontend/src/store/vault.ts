/** What this browser keeps of what somebody writes: in IndexedDB, sealed with the session's key. */
import type { Me } from "../protocol";

export type Shelf = "drafts" | "letters" | "outbox" | "spans" | "files";
type AnyShelf = Shelf | "owner";
export type Sealed = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

const SHELVES: AnyShelf[] = ["drafts", "letters", "outbox", "spans", "files", "owner"];
let key: CryptoKey | null = null;
// One's own, and that of the role one acts for: neither holds what the other began.
const BASES = ["liaison", "liaison-role"] as const;
const bases = new Map<string, IDBDatabase>();
let here: string = BASES[0];
let unkept = 0;

/** Open it for this person, or role. What another left, or what another key sealed, is wiped first. */
export async function unlock({ person, hand, draft_key }: Me): Promise<void> {
  const raw = Uint8Array.from(atob(draft_key), (letter) => letter.charCodeAt(0));
  key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  raw.fill(0);
  here = BASES[hand ? 1 : 0];
  const [owner] = await everything<string>("owner");
  if (owner?.value === person.id) return;
  if (hand) await empty(here);
  else await wipe();
  await keep("owner", person.id);
}

/** Keep a value, in place of the one kept under `at` if given. Says where it is kept. */
export async function keep(shelf: AnyShelf, value: unknown, at?: number): Promise<number> {
  const sealed = await seal(shelf, new TextEncoder().encode(JSON.stringify(value)));
  const kept = await inShelf(shelf, "readwrite", (store) => (at && at > 0 ? store.put(sealed, at) : store.add(sealed)));
  // Where the browser refuses to keep anything, the page goes on with its memory alone.
  return (kept as number | undefined) ?? --unkept;
}

export async function discard(shelf: Shelf, at: number): Promise<void> {
  if (at > 0) await inShelf(shelf, "readwrite", (store) => store.delete(at));
}

/** Everything on a shelf, in the order in which it was first kept. */
export async function everything<T>(shelf: AnyShelf): Promise<{ at: number; value: T }[]> {
  const places = ((await inShelf(shelf, "readonly", (store) => store.getAllKeys())) ?? []) as number[];
  const found = await Promise.all(places.map((at) => valueAt<T>(shelf, at)));
  return found.filter((one) => one !== null);
}

/** How many there are; needs no key. */
export async function keptOn(shelf: Shelf): Promise<number> {
  return ((await inShelf(shelf, "readonly", (store) => store.count())) as number | undefined) ?? 0;
}

/** Nothing stays, whoever it was from. Needs no network. */
export async function wipe(): Promise<void> {
  for (const base of BASES) await empty(base);
}

async function empty(base: string): Promise<void> {
  for (const shelf of SHELVES) await inShelf(shelf, "readwrite", (store) => store.clear(), base);
}

export function lock(): void {
  key = null;
}

export async function seal(shelf: AnyShelf, clear: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt(lockOf(shelf, iv), held(), clear) };
}

/** Null: nothing is there, or it was sealed with a key that is no more and nobody can read it. */
export async function unseal(shelf: AnyShelf, found: Sealed | undefined): Promise<ArrayBuffer | null> {
  try {
    return found ? await crypto.subtle.decrypt(lockOf(shelf, found.iv), held(), found.sealed) : null;
  } catch {
    return null;
  }
}

async function valueAt<T>(shelf: AnyShelf, at: number): Promise<{ at: number; value: T } | null> {
  const clear = await unseal(shelf, (await inShelf(shelf, "readonly", (store) => store.get(at))) as Sealed | undefined);
  return clear && { at, value: JSON.parse(new TextDecoder().decode(clear)) as T };
}

/** What is sealed for one shelf cannot be read as if from another. */
function lockOf(shelf: AnyShelf, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(shelf) };
}

function held(): CryptoKey {
  if (key === null) throw new Error("the vault is locked");
  return key;
}

export async function inShelf(
  shelf: AnyShelf,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
  name = here,
): Promise<unknown> {
  try {
    const base = bases.get(name) ?? (await opening(name));
    return await outcome(act(base.transaction(shelf, mode).objectStore(shelf)));
  } catch {
    return undefined;
  }
}

async function opening(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 3);
  request.onupgradeneeded = () => {
    const { result } = request;
    for (const shelf of SHELVES) {
      if (!result.objectStoreNames.contains(shelf)) result.createObjectStore(shelf, { autoIncrement: true });
    }
  };
  const opened = (await outcome(request)) as IDBDatabase;
  bases.set(name, opened);
  opened.onclose = opened.onversionchange = () => {
    opened.close();
    bases.delete(name);
  };
  return opened;
}

function outcome(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
