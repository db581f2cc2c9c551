// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { Person, Preview, Row } from "../../protocol";
import { ConversationRow } from "./ConversationRow";

const AT = "2026-11-25T09:12:00Z";

afterEach(cleanup);

function shown(state: Preview["state"], draft = "") {
  const last = { seq: 3, root: 1, at: AT, party: null, text: "Pourquoi.", state, files: 0, added: false };
  const place = { unread: 1, favourite: false, todo: false, todo_seqs: [], archived: false, urgent: false, notify: null, invitation: null };
  const row = { id: "c", kind: "mail", subject: "Bilan", patient: null, people: [], member_count: 1, last, content_at: AT, place, left: false };
  render(
    <ConversationRow
      row={row as unknown as Row}
      me={{ id: "camille" } as Person}
      filter="mail"
      current={false}
      typing={[]}
      draft={draft}
      failed={false}
      nth={1}
      of={1}
    />,
  );
}

test("the list says that a courrier is uncertain, and not that it did not arrive", () => {
  shown("uncertain");
  expect(screen.getByText("Envoi incertain")).toBeTruthy();
  expect(screen.queryByText("Non distribué")).toBeNull();
  expect(screen.getByText("Pourquoi.")).toBeTruthy();
});

test("and that one did not arrive; what is being written comes first", () => {
  shown("undelivered");
  expect(screen.getByText("Non distribué")).toBeTruthy();
  cleanup();
  shown("undelivered", "Je relance");
  expect(screen.queryByText("Non distribué")).toBeNull();
});
