// @vitest-environment happy-dom
import { render, screen } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { camille } from "../../store/cast.testing";
import { ByMail } from "./ByMail";

test("who is about to mask a message is told to whom it has gone by mail already", async () => {
  vi.stubGlobal("fetch", async (address: string) => {
    expect(address).toContain("/api/mail/conversations/room/entries/4/carried-out");
    return Response.json({ people: [camille], passed_on: true });
  });
  render(<ByMail conversation="room" seq={4} />);
  expect(await screen.findByText(/vers la messagerie de Camille Test : il ne peut pas y être rappelé/)).toBeTruthy();
  expect(screen.getByText(/ce courrier ne peut pas être rappelé/)).toBeTruthy();
  vi.unstubAllGlobals();
});
