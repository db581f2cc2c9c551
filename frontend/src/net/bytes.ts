/** Raw bytes to the HTTP API, told as they leave: fetch does not say how far it is. */
import type { paths } from "../protocol.gen";
import { addressOf, headersFor, refusalIn, unreachable } from "./api";

const PATIENCE = 60_000;

type WithPut = { [P in keyof paths]: paths[P] extends { put: { parameters: { path: object } } } ? P : never }[keyof paths];
type PathOf<P extends WithPut> = paths[P] extends { put: { parameters: { path: infer Path } } } ? Path : never;
type How = { signal: AbortSignal; progress: (sent: number) => void };

export function putBytes<P extends WithPut>(path: P, given: PathOf<P>, bytes: ArrayBuffer, { signal, progress }: How): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", addressOf(path, { path: given as Record<string, string | number> }));
    const headers = { ...headersFor("put"), "Content-Type": "application/octet-stream" };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.timeout = PATIENCE;
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => (request.status < 300 ? resolve() : reject(refusalIn(request.status, path, request.responseText)));
    request.onerror = request.ontimeout = request.onabort = () => reject(unreachable());
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(bytes);
  });
}
