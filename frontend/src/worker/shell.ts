/** The files the page is made of, kept as they were built: the page opens without a network. */
import type { Part } from "./parts";

/** Of the build this worker comes from (vite.config.ts): its files, and the script that begins the page. */
export type Build = { version: string; files: readonly string[]; script: string };

const PAGE = "/";
const PREFIX = "shell-";
// Longer, and the page as it was kept is better than waiting.
const PATIENCE = 4_000;
// That of the build before too: a tab still open may ask for a part of it.
const KEPT = 2;

export function nameOf({ version }: Build): string {
  return PREFIX + version;
}

/** All of it or nothing: what fails is tried again when the browser next looks for a new version. */
export async function keepShell(build: Build): Promise<void> {
  const page = await fetch(PAGE, { cache: "reload", credentials: "omit" });
  // While versions are exchanged, another process may still answer with the page of the other one.
  if (!page.ok || !(await page.clone().text()).includes(build.script)) throw new Error("the page of another version");
  const shell = await caches.open(nameOf(build));
  await shell.addAll([...build.files]);
  await shell.put(PAGE, page);
}

export async function dropOldShells(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(shells.slice(0, -KEPT).map((name) => caches.delete(name)));
}

/** Whatever else than shells lies there goes: nobody here puts anything. */
export async function dropAllButShells(): Promise<void> {
  const others = (await caches.keys()).filter((name) => !name.startsWith(PREFIX));
  await Promise.all(others.map((name) => caches.delete(name)));
}

export function answer(part: Part, request: Request, build: Build): Promise<Response> {
  return part === "file" ? file(request) : page(request, build);
}

/** Its name changes with what is in it: what is kept is right for ever. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** As the server has it now; as it was kept when the server cannot be reached. */
async function page(request: Request, build: Build): Promise<Response> {
  const kept = await (await caches.open(nameOf(build))).match(PAGE, { ignoreVary: true });
  const fresh = fetch(request);
  if (!kept) return fresh;
  const soon = await Promise.race([fresh.catch(() => null), new Promise<null>((late) => setTimeout(late, PATIENCE, null))]);
  return soon && soon.status < 500 ? soon : kept;
}
