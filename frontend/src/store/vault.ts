/** What this browser keeps of what somebody writes: in IndexedDB, sealed with the session's key. */
import type { Me } from "../protocol";

export type Shelf = "drafts" | "outbox" | "spans";
type AnyShelf = Shelf | "owner";
type Sealed = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

const SHELVES: AnyShelf[] = ["drafts", "outbox", "spans", "owner"];
let key: CryptoKey | null = null;
let base: IDBDatabase | null = null;
let unkept = 0;

/** Open it for this person. What another left, or what another key sealed, is wiped first. */
export async function unlock({ person, draft_key }: Me): Promise<void> {
  const raw = Uint8Array.from(atob(draft_key), (letter) => letter.charCodeAt(0));
  key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  raw.fill(0);
  const [owner] = await everything<string>("owner");
  if (owner?.value === person.id) return;
  await wipe();
  await keep("owner", person.id);
}

/** Keep a value, in place of the one kept under `at` if given. Says where it is kept. */
export async function keep(shelf: AnyShelf, value: unknown, at?: number): Promise<number> {
  const sealed = await seal(shelf, value);
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
  const found = await Promise.all(places.map((at) => unseal<T>(shelf, at)));
  return found.filter((one) => one !== null);
}

/** Nothing stays, whoever it was from. Needs no network. */
export async function wipe(): Promise<void> {
  for (const shelf of SHELVES) await inShelf(shelf, "readwrite", (store) => store.clear());
}

export function lock(): void {
  key = null;
}

async function seal(shelf: AnyShelf, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const clear = new TextEncoder().encode(JSON.stringify(value));
  return { iv, sealed: await crypto.subtle.encrypt(lockOf(shelf, iv), held(), clear) };
}

async function unseal<T>(shelf: AnyShelf, at: number): Promise<{ at: number; value: T } | null> {
  const found = (await inShelf(shelf, "readonly", (store) => store.get(at))) as Sealed | undefined;
  if (found === undefined) return null;
  try {
    const clear = await crypto.subtle.decrypt(lockOf(shelf, found.iv), held(), found.sealed);
    return { at, value: JSON.parse(new TextDecoder().decode(clear)) as T };
  } catch {
    return null; // sealed with a key that is no more: nobody can read it
  }
}

/** What is sealed for one shelf cannot be read as if from another. */
function lockOf(shelf: AnyShelf, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(shelf) };
}

function held(): CryptoKey {
  if (key === null) throw new Error("the vault is locked");
  return key;
}

async function inShelf(
  shelf: AnyShelf,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  try {
    base ??= await opening();
    return await outcome(act(base.transaction(shelf, mode).objectStore(shelf)));
  } catch {
    return undefined;
  }
}

async function opening(): Promise<IDBDatabase> {
  const request = indexedDB.open("liaison", 1);
  request.onupgradeneeded = () => {
    for (const shelf of SHELVES) request.result.createObjectStore(shelf, { autoIncrement: true });
  };
  const opened = (await outcome(request)) as IDBDatabase;
  opened.onclose = opened.onversionchange = () => {
    opened.close();
    base = null;
  };
  return opened;
}

function outcome(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
