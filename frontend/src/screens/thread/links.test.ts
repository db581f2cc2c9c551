import { expect, test } from "vitest";
import { pieces } from "./links";

const links = (text: string) => pieces(text).flatMap(({ href }) => href ?? []);

test("a text without an address is one piece", () => {
  expect(pieces("K 4,1. Ionogramme à J7.")).toEqual([{ text: "K 4,1. Ionogramme à J7." }]);
});

test("the full stop after an address is not of it", () => {
  expect(pieces("Voir https://has-sante.fr/a. Merci")).toEqual([
    { text: "Voir " },
    { text: "https://has-sante.fr/a", href: "https://has-sante.fr/a" },
    { text: ". Merci" },
  ]);
});

test("only http and https become links", () => {
  expect(links("javascript:alert(1) data:text/html,x ftp://a.fr http://a.fr https://")).toEqual(["http://a.fr/"]);
});

test("nothing of the text is lost", () => {
  const text = "« https://a.fr/b?c=(d) », puis <b>https://e.fr</b>";
  expect(
    pieces(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
