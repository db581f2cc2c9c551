// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { Entry, Letter, LetterRecipient } from "../../protocol";
import { States } from "./States";

const AT = "2026-11-23T09:12:00Z";
const ONE = { address: "pharmacie@ch.fr", name: "Pharmacie", person: null, patient: false, position: 1, copy_only: false, at: AT, reason: "" };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(state: LetterRecipient["state"], reason = "") {
  const letter = { receipt_wanted: false, recipients: [{ ...ONE, state, reason }] } as unknown as Letter;
  render(<States conversation="room" entry={{ seq: 4, at: AT } as Entry} letter={letter} />);
}

test("what may have left is sent again by who knows that it may arrive twice, and sees that it was heard", async () => {
  const asked = vi.fn(async () => new Response(null, { status: 204 }));
  vi.stubGlobal("fetch", asked);
  shown("unknown");
  expect(screen.getByText("Envoi incertain")).toBeTruthy();
  expect(screen.getByText(/vérifiez auprès du destinataire, ou renvoyez-le : il peut arriver en double/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /Renvoyer à.Pharmacie/ }));
  expect(await screen.findByText(/Renvoi demandé/)).toBeTruthy();
  expect(asked).toHaveBeenCalledWith("/api/mail/letters/room/4/resend", expect.objectContaining({ method: "POST", body: JSON.stringify({ recipient: 1 }) }));
});

test("what is tried no more is not said to be tried still", () => {
  shown("unknown", "Personne ne sait s’il est arrivé, et il n’est plus réessayé.");
  expect(screen.getByText(/n’est plus réessayé/)).toBeTruthy();
  expect(screen.queryByText(/est réessayé pendant/)).toBeNull();
  expect(screen.getByRole("button", { name: /Renvoyer à.Pharmacie/ })).toBeTruthy();
});

test("what arrived is not sent again", () => {
  shown("delivered");
  expect(screen.queryByRole("button")).toBeNull();
});
