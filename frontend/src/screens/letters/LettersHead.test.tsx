// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { Boxes } from "../../protocol";
import { mailboxes } from "../../store/mailboxes";
import { now } from "../clock";
import { LettersHead } from "./LettersHead";

const AT = new Date("2026-11-23T09:12:00Z");

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(health: Boxes["health"]) {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 503 })); // what was known stays
  now.value = AT;
  mailboxes.value = { boxes: [], hosts: [], token: false, health } as unknown as Boxes;
  render(<LettersHead />);
}

function before(minutes: number): string {
  return new Date(AT.getTime() - minutes * 60_000).toISOString();
}

test("whoever has a mailbox reads when it was last looked at", () => {
  shown({ state: "ok", polled_at: before(2) });
  expect(screen.getByText("Dernier relevé il y a 2 minutes")).toBeTruthy();
  expect(screen.queryByRole("status")).toBeNull();
});

test("that it was not looked at for too long is said aloud, with what to do", () => {
  shown({ state: "late", polled_at: before(25) });
  expect(screen.getByRole("status").textContent).toMatch(/^Courriers non relevés depuis.+Vérifiez dans votre messagerie/);
});

test("one that was never looked at is not said to be well", () => {
  shown({ state: "late", polled_at: null });
  expect(screen.getByRole("status").textContent).toMatch(/^Aucun relevé pour l’instant/);
});

test("who has none is told that no courrier is shown, and where to link one", () => {
  shown({ state: "none", polled_at: null });
  expect(screen.getByText(/vos courriers ne s’affichent pas ici/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Relier une boîte" })).toBeTruthy();
});
