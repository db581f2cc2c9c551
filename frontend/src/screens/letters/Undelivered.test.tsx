// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { Entry, LetterState } from "../../protocol";
import type { Thread } from "../../store/thread";
import { Undelivered } from "./Undelivered";

const AT = "2026-11-25T09:12:00Z";
const WHY = "Personne ne sait s’il est arrivé.";
const LETTER = { seq: 1, what: { type: "letter_exchanged", recipients: [{ position: 1, name: "Pharmacie", address: "p@ch.fr" }] } };

afterEach(cleanup);

function shown(state: LetterState["state"]) {
  const what: LetterState = { type: "letter_state_changed", about: 1, recipient: 1, state, at: AT, reason: WHY };
  const entry = { seq: 3, at: AT, what } as Entry;
  render(<Undelivered entry={entry} what={what} thread={{ entries: [LETTER, entry] } as unknown as Thread} />);
}

test("a courrier that nobody knows arrived is uncertain to that one, and is not said to have failed", () => {
  shown("unknown");
  expect(screen.getByText(/Envoi incertain à.Pharmacie/)).toBeTruthy();
  expect(screen.getByText(WHY)).toBeTruthy();
  expect(screen.queryByText(/non distribué/i)).toBeNull();
});

test("one that did not arrive is said so", () => {
  shown("failed");
  expect(screen.getByText(/Courrier non distribué à.Pharmacie/)).toBeTruthy();
});
