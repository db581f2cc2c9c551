/** The bytes of files on their way, kept sealed with what is written: after a reload they go on. */
import { whenForgotten, whenLocking } from "./state";
import { inShelf, seal, type Sealed, unseal } from "./vault";

export type KeptFile = { name: string; bytes: Blob };
type Kept = { at: number; name: Sealed; bytes: Sealed };

const SHELF = "files";
const DAY = 86_400_000; // the server forgets an upload then, too
const keeping = new Map<string, Promise<unknown>>();
let visit = 0;

export function keepFile(id: string, { name, bytes }: KeptFile): Promise<unknown> {
  const began = visit;
  // Who has signed out meanwhile leaves nothing.
  const kept = sealed(name, bytes).then((value) => began === visit && inShelf(SHELF, "readwrite", (store) => store.put(value, id)));
  // Locked meanwhile, or no room: the page goes on with its memory alone.
  const done = kept.catch(() => undefined);
  keeping.set(id, done);
  return done;
}

async function sealed(name: string, bytes: Blob): Promise<Kept> {
  return {
    at: Date.now(),
    name: await seal(SHELF, new TextEncoder().encode(name)),
    bytes: await seal(SHELF, await bytes.arrayBuffer()),
  };
}

export async function keptFile(id: string): Promise<KeptFile | null> {
  const found = (await inShelf(SHELF, "readonly", (store) => store.get(id))) as Kept | undefined;
  const [name, bytes] = [await unseal(SHELF, found?.name), await unseal(SHELF, found?.bytes)];
  return name && bytes && { name: new TextDecoder().decode(name), bytes: new Blob([bytes]) };
}

export async function discardFile(id: string): Promise<void> {
  await keeping.get(id);
  keeping.delete(id);
  await inShelf(SHELF, "readwrite", (store) => store.delete(id));
}

/** What no page came back for. */
export async function sweepFiles(): Promise<void> {
  const ids = ((await inShelf(SHELF, "readonly", (store) => store.getAllKeys())) ?? []) as string[];
  for (const id of ids) {
    const found = (await inShelf(SHELF, "readonly", (store) => store.get(id))) as Kept | undefined;
    if (found && found.at < Date.now() - DAY) await discardFile(id);
  }
}

whenLocking(() => Promise.all(keeping.values()));

whenForgotten(() => {
  visit += 1;
  keeping.clear();
});
