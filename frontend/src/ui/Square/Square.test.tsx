// @vitest-environment happy-dom
import { render, screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { drawn, Square } from "./Square";

test("each run of dark squares is one stroke, inside a white margin", () => {
  expect(drawn(["1101", "0000"])).toBe("M4 4h2v1h-2zM7 4h1v1h-1z");
  render(<Square rows={["1101", "0000"]} label="À photographier" />);
  expect(screen.getByRole("img", { name: "À photographier" }).getAttribute("viewBox")).toBe("0 0 10 10");
});
