// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "../protocol";
import { Socket, waitBefore } from "./socket";

class Line {
  static OPEN = 1;
  static all: Line[] = [];
  readyState = 1;
  sent: string[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(readonly address: string) {
    Line.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  speaks(answer: Partial<Answer>): void {
    this.onmessage?.({ data: JSON.stringify(answer) });
  }
  dies(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const told = { answer: vi.fn(), down: vi.fn(), signedOut: vi.fn() };
let socket: Socket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  vi.stubGlobal("WebSocket", Line);
  Line.all = [];
  for (const one of Object.values(told)) one.mockReset();
  socket = new Socket(told, "ws://test/ws/");
});

afterEach(() => {
  socket.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a lost line is opened again, later each time, never later than half a minute", () => {
  for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    last().dies();
    expect(told.down).toHaveBeenLastCalledWith(wait);
    const lines = Line.all.length;
    vi.advanceTimersByTime(wait - 1);
    expect(Line.all.length).toBe(lines);
    vi.advanceTimersByTime(1);
    expect(Line.all.length).toBe(lines + 1);
  }
});

test("many pages that lost one server do not come back together", () => {
  expect(waitBefore(3, 0)).toBe(0);
  expect(waitBefore(3, 0.5)).toBe(4_000);
});

test("a line that lived well begins again at the shortest wait", () => {
  last().dies();
  vi.advanceTimersByTime(1_000);
  last().speaks({ type: "pong" });
  vi.advanceTimersByTime(11_000);
  last().dies();
  expect(told.down).toHaveBeenLastCalledWith(1_000);
});

test("when the page wakes on a dead line, it finds out in three seconds", () => {
  last().speaks({ type: "pong" });
  window.dispatchEvent(new Event("focus"));
  expect(last().sent).toEqual(['{"type":"ping","here":false}']);
  vi.advanceTimersByTime(3_000);
  expect(told.down).toHaveBeenCalledOnce();
});

test("when the line is alive, waking changes nothing", () => {
  last().speaks({ type: "pong" });
  window.dispatchEvent(new Event("online"));
  last().speaks({ type: "pong" });
  vi.advanceTimersByTime(30_000);
  expect(told.down).not.toHaveBeenCalled();
});

test("a server silent for 45 seconds is gone", () => {
  last().speaks({ type: "pong" });
  vi.advanceTimersByTime(44_000);
  expect(told.down).not.toHaveBeenCalled();
  vi.advanceTimersByTime(6_001);
  expect(told.down).toHaveBeenCalledOnce();
});

test("a line that never opens is given up", () => {
  vi.advanceTimersByTime(10_000);
  expect(told.down).toHaveBeenCalledOnce();
});

test("coming back while waiting tries at once", () => {
  last().dies();
  window.dispatchEvent(new Event("online"));
  expect(Line.all).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(Line.all).toHaveLength(2);
});

test("signed out elsewhere, it does not come back", () => {
  last().speaks({ type: "goodbye", reason: "signed_out" });
  expect(told.signedOut).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(Line.all).toHaveLength(1);
});

test("closed with 4401 is signed out", () => {
  last().dies(4401);
  expect(told.signedOut).toHaveBeenCalledOnce();
});

test("told that it was too much, it comes back later rather than sooner", () => {
  last().speaks({ type: "goodbye", reason: "too_fast" });
  last().dies(4408);
  expect(told.down).toHaveBeenLastCalledWith(16_000);
});

test("a line given up on is not listened to", () => {
  const old = last();
  window.dispatchEvent(new Event("focus"));
  vi.advanceTimersByTime(20_000);
  old.speaks({ type: "pong" });
  expect(told.answer).not.toHaveBeenCalled();
});

function last(): Line {
  return Line.all.at(-1)!;
}
