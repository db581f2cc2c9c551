/** How far each file is, as what sends them tells it. */
import type { Joined } from "./along";
import { whenForgotten } from "./state";
import { type Upload, uploads } from "./uploads";

/** An upload that is not known here yet. */
export function fresh({ size }: Pick<Joined, "size">, state: Upload["state"]): Upload {
  return { size, state, sent: 0, problem: null, noted: [] };
}

export function uploadOf(file: Joined): Upload {
  return uploads.value.get(file.id) ?? fresh(file, "unknown");
}

export function begin(files: readonly Joined[], state: Upload["state"]): void {
  uploads.value = new Map([...uploads.peek(), ...files.map((file) => [file.id, fresh(file, state)] as const)]);
}

export function change(id: string, changes: Partial<Upload>): void {
  const before = uploads.peek().get(id);
  if (before) uploads.value = new Map(uploads.peek()).set(id, { ...before, ...changes });
}

export function drop(files: readonly Pick<Joined, "id">[]): void {
  const next = new Map(uploads.peek());
  for (const { id } of files) next.delete(id);
  uploads.value = next;
}

whenForgotten(() => (uploads.value = new Map()));
