// @vitest-environment happy-dom
import { beforeAll, beforeEach, expect, test } from "vitest";
import { ROOM } from "./cast.testing";
import { back, go, hrefOf, parse, route, watchRoute } from "./route";

const list = { filter: "inbox", conversation: null, seq: null, sheet: null, composing: false, writing: null, directory: null } as const;

beforeAll(watchRoute);
beforeEach(() => go({ filter: "inbox", conversation: null }, "replace"));

test("each place has its address, and each address its place", () => {
  const places = {
    "/reception": list,
    "/non-lus": { ...list, filter: "unread" },
    "/tous": { ...list, filter: "all" },
    "/conversations": { ...list, filter: "conversations" },
    "/courriers": { ...list, filter: "mail" },
    "/favoris": { ...list, filter: "favourites" },
    "/a-traiter": { ...list, filter: "todo" },
    "/archivees": { ...list, filter: "archived" },
    "/reception/nouvelle": { ...list, composing: true },
    "/courriers/courrier": { ...list, filter: "mail", writing: "" },
    [`/reception/courrier/${ROOM}`]: { ...list, writing: ROOM },
    "/reception/boites": { ...list, sheet: "mailboxes" },
    "/reception/annuaire": { ...list, directory: "" },
    [`/non-lus/annuaire/${ROOM}`]: { ...list, filter: "unread", directory: ROOM },
    "/reception/filtres": { ...list, sheet: "filters" },
    "/reception/compte": { ...list, sheet: "account" },
    "/reception/prises-en-compte": { ...list, sheet: "requests" },
    [`/non-lus/${ROOM}`]: { ...list, filter: "unread", conversation: ROOM },
    [`/reception/${ROOM}/participants`]: { ...list, conversation: ROOM, sheet: "people" },
    [`/reception/${ROOM}/ajouter`]: { ...list, conversation: ROOM, sheet: "add" },
    [`/reception/${ROOM}/quitter`]: { ...list, conversation: ROOM, sheet: "leave" },
    [`/reception/${ROOM}/objet`]: { ...list, conversation: ROOM, sheet: "subject" },
    [`/reception/${ROOM}/clore`]: { ...list, conversation: ROOM, sheet: "close" },
    [`/reception/${ROOM}/message/12`]: { ...list, conversation: ROOM, seq: 12 },
    [`/reception/${ROOM}/vu-par/12`]: { ...list, conversation: ROOM, sheet: "readers", seq: 12 },
  } as const;
  for (const [address, place] of Object.entries(places)) {
    expect(parse(address)).toEqual(place);
    expect(hrefOf(place)).toBe(address);
  }
});

test("an address that is not ours is nobody's place", () => {
  for (const address of ["/api/docs", "/reception/x", "/reception/annuaire/x", `/reception/annuaire/${ROOM}/x`, `/reception/${ROOM}/vu-par/0`, `/reception/${ROOM}/vu-par/1/2`, `/reception/${ROOM}/message`, `/reception/${ROOM}/message/x`]) {
    expect(parse(address)).toBe(null);
  }
});

test("a place is told from where one stands", () => {
  go({ conversation: ROOM });
  expect(hrefOf({ sheet: "people" })).toBe(`/reception/${ROOM}/participants`);
  expect(hrefOf({ sheet: null })).toBe(`/reception/${ROOM}`);
  expect(hrefOf({ filter: "unread" })).toBe("/non-lus");
  expect(hrefOf({ composing: true })).toBe("/reception/nouvelle");
  expect(location.pathname).toBe(`/reception/${ROOM}`);
});

test("back from a place reached by its address goes to the one it lies in", () => {
  history.replaceState({ depth: 0 }, "", "/reception");
  go({ conversation: ROOM, sheet: "readers", seq: 3 }, "replace");
  back();
  expect(route.value).toEqual({ ...list, conversation: ROOM });
  back();
  expect(route.value).toEqual(list);
});

test("a click on one of our links changes the place without leaving the page", () => {
  const link = document.createElement("a");
  link.href = `/favoris/${ROOM}`;
  document.body.append(link);
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, button: 0 });
  link.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  expect(route.value).toMatchObject({ filter: "favourites", conversation: ROOM });
});
