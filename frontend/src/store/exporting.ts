/** My exports of a conversation: asked for, followed until they are ready, found again after a reload. */
import { signal } from "@preact/signals";
import { get, post, Refusal } from "../net/api";
import type { ExportView, NewExport } from "../protocol";
import { whenForgotten } from "./state";

const LOOK_EVERY = 1_000;

export type Wanted = Omit<NewExport, "client_id">;
export const myExports = signal<ExportView[]>([]);
whenForgotten(() => (myExports.value = []));

/** Looks now, and again while one is not ready. What is returned stops it. */
export function follow(conversation: string): () => void {
  let timer: number | undefined;
  let over = false;
  myExports.value = [];
  async function look(): Promise<void> {
    const found = await read(conversation);
    if (over) return;
    if (found) myExports.value = found;
    if (!found || myExports.value.some(isUnderWay)) timer = window.setTimeout(look, LOOK_EVERY);
  }
  again = () => {
    window.clearTimeout(timer);
    void look();
  };
  again();
  return () => {
    over = true;
    again = () => {};
    window.clearTimeout(timer);
  };
}

let again = (): void => {};

/** Null: asked. Otherwise why it was refused. `name` is the same for the same wish: a retry asks once. */
export async function askExport(conversation: string, name: string, wanted: Wanted): Promise<string | null> {
  try {
    await post("/api/conversations/{conversation}/exports", { path: { conversation }, body: { client_id: name, ...wanted } });
  } catch (no) {
    if (no instanceof Refusal) return no.message;
    throw no;
  }
  again();
  return null;
}

export function isUnderWay({ state }: ExportView): boolean {
  return state === "waiting" || state === "working";
}

export function contentOf(id: string, format: string): string {
  return `/api/exports/${id}/content?format=${format}`;
}

async function read(conversation: string): Promise<ExportView[] | null> {
  try {
    return await get("/api/conversations/{conversation}/exports", { path: { conversation } });
  } catch (no) {
    if (no instanceof Refusal) return no.status === 0 || no.status >= 500 ? null : [];
    throw no;
  }
}
