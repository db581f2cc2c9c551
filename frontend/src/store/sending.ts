/** Sends files in parts, a few at a time; what a lost network cut is resumed. */
import { files as words } from "../fr.files";
import { post, Refusal, remove } from "../net/api";
import { putBytes } from "../net/bytes";
import type { UploadView } from "../protocol";
import { connected } from "./connection";
import { discardFile, keepFile, type KeptFile } from "./keptFiles";
import { isPicture, withoutPlace } from "./places";
import { change } from "./progress";
import { canReduce, reduced } from "./reducing";
import { whenForgotten } from "./state";
import { Turns } from "./turns";

/** files/shapes.py holds to the same number. */
const SIZE_MOST = 10_485_760;
const AT_ONCE = 3; // parts on their way, of all files
const RESTS = [2_000, 5_000, 15_000, 30_000];
const LOCK = "liaison-upload-";

type Job = { id: string; name: string; bytes: Blob; stopping: AbortController };

const turns = new Turns(AT_ONCE);
const jobs = new Map<string, Job>();

/** A file that was just chosen. */
export function start(id: string, file: File): void {
  const job = taken(id, file.name, file);
  void holding(job, () => prepare(job));
}

/** One that another visit of this browser had begun to send. */
export function goOn(id: string, { name, bytes }: KeptFile): void {
  const job = taken(id, name, bytes);
  void holding(job, () => send(job));
}

function taken(id: string, name: string, bytes: Blob): Job {
  const job = { id, name, bytes, stopping: new AbortController() };
  jobs.set(id, job);
  return job;
}

export function isHeldHere(id: string): boolean {
  return jobs.has(id);
}

/** Does a page of this browser hold its bytes? */
export async function isHeldSomewhere(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === LOCK + id);
}

/** Whoever chose it gives it up. */
export function giveUp(id: string): void {
  jobs.get(id)?.stopping.abort();
  over(id);
  // Not known there, or away: what is not said is swept within a day.
  void remove("/api/uploads/{upload}", { path: { upload: id } }).catch(() => {});
}

/** Its sender agrees to send a smaller copy. */
export function reduceAndSend(id: string): void {
  const job = jobs.get(id);
  if (job === undefined) return;
  change(id, { state: "preparing", problem: null });
  void holding(job, async () => {
    const copy = await reduced(job.bytes);
    if (copy === null || copy.size > SIZE_MOST) return refuse(id, words.notReduced);
    job.bytes = copy;
    job.name = job.name.replace(/\.\w{1,5}$/, "") + ".jpg";
    change(id, { size: copy.size, noted: ["reduced"] });
    return send(job);
  });
}

/** Other tabs see by this lock that a page still holds the bytes. */
async function holding(job: Job, act: () => Promise<void>): Promise<void> {
  await navigator.locks.request(LOCK + job.id, act);
}

/** Where a photo was taken is taken out of it; one that is too large may be made smaller. */
async function prepare(job: Job): Promise<void> {
  const head = await read(job, job.bytes.slice(0, 12));
  if (head === null) return;
  if (job.bytes.size > SIZE_MOST) return tooLarge(job, head);
  if (isPicture(head)) {
    const whole = await read(job, job.bytes);
    if (whole === null) return;
    if (withoutPlace(whole)) change(job.id, { noted: ["unplaced"] });
    job.bytes = new Blob([whole]);
  }
  return send(job);
}

function tooLarge({ id }: Job, head: Uint8Array): void {
  if (canReduce(head)) change(id, { state: "too_large", problem: words.tooLarge });
  else refuse(id, words.tooLarge);
}

/** Until it is there, or never will be. The same again does no harm: the server knows its parts. */
async function send(job: Job): Promise<void> {
  void keepFile(job.id, job);
  for (let tries = 0; !job.stopping.signal.aborted; tries += 1) {
    try {
      return await sendOnce(job);
    } catch (no) {
      if (job.stopping.signal.aborted) return;
      if (!(no instanceof Refusal) || isFinal(no)) return refuse(job.id, no instanceof Refusal ? no.message : words.unreadable);
      change(job.id, { state: "waiting" });
      await rest(RESTS[Math.min(tries, RESTS.length - 1)] ?? 0, job.stopping.signal);
    }
  }
}

/** What the server says of the file itself stays so; what it could not do this time is tried again. */
function isFinal({ status, code }: Refusal): boolean {
  return status >= 400 && status < 500 && code !== "parts_missing" && status !== 404 && status !== 408;
}

async function sendOnce(job: Job): Promise<void> {
  const { id, name, bytes } = job;
  const view = await post("/api/uploads", { body: { id, name, size: bytes.size } });
  change(id, { state: "sending" });
  if (!view.finished) {
    await sendParts(job, view);
    await post("/api/uploads/{upload}/finish", { path: { upload: id } });
  }
  over(id);
  change(id, { state: "up", sent: bytes.size });
}

async function sendParts(job: Job, view: UploadView): Promise<void> {
  const under = new Map(view.parts.map((number) => [number, lengthOf(view, number)]));
  const missing = Array.from({ length: view.part_count }, (_, index) => index + 1).filter((number) => !under.has(number));
  // One that fails stops the others: all of it is taken up again together.
  const failing = new AbortController();
  job.stopping.signal.addEventListener("abort", () => failing.abort(), { once: true });
  const tell = (number: number, sent: number): void => {
    under.set(number, sent);
    change(job.id, { sent: [...under.values()].reduce((sum, more) => sum + more, 0) });
  };
  tell(0, 0);
  await Promise.all(missing.map((number) => turns.take(() => sendPart(job, view, number, failing.signal, tell)))).catch((no: unknown) => {
    failing.abort();
    throw no;
  });
}

async function sendPart(job: Job, view: UploadView, number: number, signal: AbortSignal, tell: (number: number, sent: number) => void) {
  if (signal.aborted) return; // the whole was given up, or is taken up again
  const start = (number - 1) * view.part_size;
  // Read before it is sent: a file that changed on the disk is not a lost network.
  const part = await job.bytes.slice(start, start + view.part_size).arrayBuffer();
  const path = { upload: job.id, number };
  await putBytes("/api/uploads/{upload}/parts/{number}", path, part, { signal, progress: (sent) => tell(number, sent) });
  tell(number, part.byteLength);
}

function lengthOf({ size, part_size }: UploadView, number: number): number {
  return Math.min(part_size, size - (number - 1) * part_size);
}

/** Until the line is back; a line that is up and a service that is not, a little longer each time. */
export function rest(time: number, stopping = new AbortController().signal): Promise<void> {
  return new Promise((resolve) => {
    const was = connected.peek();
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, time);
    const unsubscribe = connected.subscribe((now) => {
      if (now && !was) queueMicrotask(done);
    });
    stopping.addEventListener("abort", done, { once: true });
  });
}

async function read({ id }: Job, bytes: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await bytes.arrayBuffer());
  } catch {
    refuse(id, words.unreadable); // a folder, or a file that is there no more
    return null;
  }
}

function refuse(id: string, problem: string): void {
  over(id);
  change(id, { state: "refused", problem });
}

/** Its bytes are of no more use here. */
function over(id: string): void {
  jobs.delete(id);
  void discardFile(id);
}

whenForgotten(() => {
  for (const { stopping } of jobs.values()) stopping.abort();
  jobs.clear();
});
