/** Spans displayed, on their way to the server: queued with their time, kept until accepted. */
import type { Span } from "../protocol";
import { post } from "../net/api";
import { connected, say } from "./connection";
import { whenForgotten } from "./state";
import { discard, everything, keep } from "./vault";

type Report = { ref: string; conversation: string; spans: Span[] };
type Waiting = { report: Report; at: Promise<number>; saidAt: number };

const PATIENCE = 10_000;
const MOST = 50; // spans in one frame
const waiting = new Map<string, Waiting>();

export function report(conversation: string, spans: Span[]): void {
  for (let from = 0; from < spans.length; from += MOST) {
    const report = { ref: crypto.randomUUID(), conversation, spans: spans.slice(from, from + MOST) };
    const one = { report, at: keep("spans", report), saidAt: -Infinity };
    waiting.set(report.ref, one);
    tell(one);
  }
}

/** Accepted, or refused for good: either way it is not said again. */
export function settleReport(ref: string): boolean {
  const one = waiting.get(ref);
  waiting.delete(ref);
  void one?.at.then((at) => discard("spans", at));
  return one !== undefined;
}

/** The line is back: nothing said before it went down is sure to have arrived. */
export function reportAgain(): void {
  for (const one of waiting.values()) tell(one);
}

/** The server did not answer for a while: it is asked to again. The ref makes that harmless. */
export function reportOverdue(now = performance.now()): void {
  for (const one of waiting.values()) if (now - one.saidAt > PATIENCE) tell(one);
}

/** The page goes: what may not leave by the socket any more leaves by itself. */
export function reportBeforeLeaving(): void {
  if (!connected.value) return;
  for (const { report } of waiting.values()) {
    const { conversation, ...told } = report;
    const body = { ...told, said_at: now() };
    post("/api/conversations/{conversation}/seen", { path: { conversation }, body }, { keepalive: true }).catch(() => {});
  }
}

/** What a page that went away had not been answered about. */
export async function loadReports(): Promise<void> {
  for (const { at, value } of await everything<Report>("spans")) {
    if (!waiting.has(value.ref)) waiting.set(value.ref, { report: value, at: Promise.resolve(at), saidAt: -Infinity });
  }
  reportAgain();
}

function tell(one: Waiting): void {
  if (say({ type: "report_seen", ...one.report, said_at: now() })) one.saidAt = performance.now();
}

/** By this browser's clock, right or wrong: the server sees by how much its times are off. */
function now(): string {
  return new Date().toISOString();
}

whenForgotten(() => waiting.clear());
