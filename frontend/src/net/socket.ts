/** One socket: opens it, waits longer each time, finds out when it is dead. Knows no screen. */
import type { Answer, Command } from "../protocol";

const SHORTEST = 1_000;
const LONGEST = 30_000;
const OPENING = 10_000; // to be answered the first frame
const SILENCE = 45_000; // the server speaks every 30 s
const PONG = 3_000;
const TICK = 5_000;
const ASLEEP = 75_000; // a hidden tab ticks once a minute; more than that and the machine slept
const SETTLED = 10_000; // a socket that lived so long was a good one
const SIGNED_OUT = 4401;
const LOCKED = 4423;

export type Told = {
  answer(answer: Answer): void;
  down(again: number): void; // milliseconds before the next try
  signedOut(locked: boolean): void;
};

export class Socket {
  private line: WebSocket | null = null;
  private tries = 0;
  private born = 0;
  private heardAt = 0;
  private tickedAt = Date.now();
  private next: ReturnType<typeof setTimeout> | undefined;
  private pong: ReturnType<typeof setTimeout> | undefined;
  private readonly ticking = setInterval(() => this.tick(), TICK);
  private readonly listening = new AbortController();

  constructor(
    private readonly told: Told,
    private readonly address = addressOfPage(),
  ) {
    const { signal } = this.listening;
    for (const change of ["online", "offline", "focus"]) window.addEventListener(change, () => this.check(), { signal });
    document.addEventListener("visibilitychange", () => !document.hidden && this.check(), { signal });
    this.open();
  }

  /** False when the line is down: nothing is queued here. */
  say(command: Command): boolean {
    if (this.line?.readyState !== WebSocket.OPEN) return false;
    this.line.send(JSON.stringify(command));
    return true;
  }

  /** Try at once rather than when the wait is over. */
  tryNow(): void {
    if (this.line === null) this.open();
  }

  /** Is the line alive? The machine may have slept, or changed network without a word. */
  check(): void {
    if (this.line === null) return this.open();
    if (this.pong !== undefined || !this.say({ type: "ping", here: false })) return;
    this.pong = setTimeout(() => this.drop(), PONG);
  }

  /** For good. */
  close(): void {
    this.listening.abort();
    clearInterval(this.ticking);
    clearTimeout(this.next);
    this.abandon();
  }

  private open(): void {
    clearTimeout(this.next);
    const line = new WebSocket(this.address);
    this.line = line;
    this.born = this.heardAt = Date.now();
    this.pong = setTimeout(() => this.drop(), OPENING);
    // A line given up on may still speak: only the present one is heard.
    line.onmessage = ({ data }) => this.line === line && this.heard(data as string);
    line.onclose = ({ code }) => this.line === line && this.closed(code);
  }

  private heard(data: string): void {
    this.heardAt = Date.now();
    clearTimeout(this.pong);
    this.pong = undefined;
    const answer = JSON.parse(data) as Answer;
    this.told.answer(answer);
    if (answer.type !== "goodbye") return;
    if (answer.reason === "signed_out" || answer.reason === "locked") this.leave(answer.reason === "locked");
    else if (answer.reason !== "somebody_else") this.tries = Math.max(this.tries, 4); // too much of us: come back later rather than sooner
  }

  private closed(code: number): void {
    if (code === SIGNED_OUT || code === LOCKED) return this.leave(code === LOCKED);
    const lived = Date.now() - this.born > SETTLED;
    this.abandon();
    if (lived) this.tries = 0;
    const again = waitBefore(this.tries++);
    this.next = setTimeout(() => this.open(), again);
    this.told.down(again);
  }

  private leave(locked: boolean): void {
    this.close();
    this.told.signedOut(locked);
  }

  /** Dead without having said so. */
  private drop(): void {
    this.closed(0);
  }

  private abandon(): void {
    clearTimeout(this.pong);
    this.pong = undefined;
    const line = this.line;
    this.line = null;
    line?.close();
  }

  private tick(): void {
    const now = Date.now();
    const slept = now - this.tickedAt > ASLEEP;
    this.tickedAt = now;
    if (this.line === null) return;
    if (slept) this.check();
    else if (now - this.heardAt > SILENCE) this.drop();
  }
}

/** Full jitter: many pages that lost one server do not come back together. */
export function waitBefore(tries: number, chance = Math.random()): number {
  return Math.round(chance * Math.min(LONGEST, SHORTEST * 2 ** tries));
}

function addressOfPage(): string {
  return `${location.origin.replace(/^http/, "ws")}/ws/`;
}
