/** The HTTP API, by its generated types. A refusal becomes an Error with its code and its sentence. */
import { fr } from "../fr";
import type { Problem } from "../protocol";
import type { paths } from "../protocol.gen";

const PATIENCE = 10_000;

/** Said while the page closes; a longer wait for what takes its time there. */
type How = { keepalive?: boolean; patience?: number };

/** The server said no, or said nothing (status 0, code « unreachable »). The message is French. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

type Method = "get" | "post" | "delete" | "put";
type PathOf<O> = O extends { parameters: { path: infer Path } } ? { path: Path } : unknown;
type QueryOf<O> = O extends { parameters: { query?: infer Query } } ? { query?: Query } : unknown;
type BodyOf<O> = O extends { requestBody: { content: { "application/json": infer Body } } } ? { body: Body } : unknown;
type Given<O> = PathOf<O> & QueryOf<O> & BodyOf<O>;
type Said<O, Status extends 200 | 202> = O extends { responses: { [S in Status]: { content: { "application/json": infer A } } } } ? A : never;
type AnswerOf<O> = [Said<O, 200>] extends [never] ? ([Said<O, 202>] extends [never] ? void : Said<O, 202>) : Said<O, 200> | Said<O, 202>;
type With<M extends Method> = { [P in keyof paths]: paths[P] extends { [m in M]: object } ? P : never }[keyof paths];

export function get<P extends With<"get">>(path: P, given: Given<paths[P]["get"]>) {
  return ask<AnswerOf<paths[P]["get"]>>("get", path, given as Loose);
}

export function post<P extends With<"post">>(path: P, given: Given<paths[P]["post"]>, how: How = {}) {
  return ask<AnswerOf<paths[P]["post"]>>("post", path, given as Loose, how);
}

export function put<P extends With<"put">>(path: P, given: Given<paths[P]["put"]>) {
  return ask<AnswerOf<paths[P]["put"]>>("put", path, given as Loose);
}

export function remove<P extends With<"delete">>(path: P, given: Given<paths[P]["delete"]>) {
  return ask<AnswerOf<paths[P]["delete"]>>("delete", path, given as Loose);
}

let refused = (_status: number): void => {};
let who = (): string => "";

/** Who is told that this browser has no session any more (401), is locked (423), or acts for another (412). */
export function whenRefused(tell: (status: number) => void): void {
  refused = tell;
}

/** As whom this page asks: what it asks is done in no other name. */
export function askAs(me: () => string): void {
  who = me;
}

type Loose = { path?: Record<string, string | number>; query?: Record<string, unknown>; body?: unknown };

async function ask<Answer>(method: Method, path: string, given: Loose, { keepalive = false, patience = PATIENCE }: How = {}): Promise<Answer> {
  const response = await reach(addressOf(path, given), {
    method: method.toUpperCase(),
    headers: headersFor(method),
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    keepalive,
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  if (response.ok) return (response.status === 204 ? undefined : await read(response)) as Answer;
  throw refusalIn(response.status, path, await response.text().catch(() => ""));
}

async function reach(address: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(address, how);
  } catch {
    throw unreachable();
  }
}

/** The network may go between the head of an answer and its body. */
async function read(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw unreachable();
  }
}

export function unreachable(): Refusal {
  return new Refusal("unreachable", fr.unreachable, 0);
}

/** What an answer that is not a yes says. */
export function refusalIn(status: number, path: string, body: string): Refusal {
  // At the door itself, 401 only says that the password is wrong or that nobody is in.
  if ([401, 412, 423].includes(status) && path !== "/api/session") refused(status);
  const said = problemIn(body);
  // A proxy's page is not a Problem: it has no code, and nothing to show.
  return new Refusal(said?.code ?? "unavailable", said?.message ?? fr.unreachable, status);
}

function problemIn(body: string): Partial<Problem> | null {
  try {
    return JSON.parse(body) as Partial<Problem> | null;
  } catch {
    return null;
  }
}

export function addressOf(path: string, given: Loose): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given.path?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return query.size ? `${filled}?${query}` : filled;
}

export function headersFor(method: Method): Record<string, string> {
  const json = { Accept: "application/json", "X-Acting-As": who() };
  return method === "get" ? json : { ...json, "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
}

function csrfToken(): string {
  return /(?:^|; )(?:__Host-)?csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}
