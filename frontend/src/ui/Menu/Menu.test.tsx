// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { Eye } from "lucide-preact";
import { afterEach, expect, test, vi } from "vitest";
import { Menu } from "./Menu";

const onClose = vi.fn();

afterEach(() => {
  cleanup();
  onClose.mockClear();
});

/** A menu beside a button that stands so high. */
function opened(top: number): { moves: (to: number) => void } {
  const button = document.createElement("button");
  let at = top;
  button.getBoundingClientRect = () => new DOMRect(300, at, 44, 44);
  const actions = [{ icon: Eye, label: "Vu par…", act: () => undefined }];
  render(<Menu label="Actions" actions={actions} near={{ current: button }} onClose={onClose} />);
  return {
    moves: (to) => {
      at = to;
      fireEvent.scroll(document.body);
    },
  };
}

test("a menu follows its message when another comes, until that is out of sight", () => {
  const thread = opened(400);
  const before = screen.getByRole("menu").style.top;
  thread.moves(300);
  expect(screen.getByRole("menu").style.top).not.toBe(before);
  expect(onClose).not.toHaveBeenCalled();
  thread.moves(-100);
  expect(onClose).toHaveBeenCalled();
});

test("a menu stays though a phone’s keyboard goes, and closes at a touch beside it", () => {
  opened(400);
  fireEvent(window, new Event("resize"));
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.pointerDown(document.body);
  expect(onClose).toHaveBeenCalled();
});
