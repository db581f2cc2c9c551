import { expect, test } from "vitest";
import { choices, stateWords } from "./bell";

test("« 1 heure » and « jusqu’à demain » end by themselves, tomorrow at eight by the wall", () => {
  const now = new Date(2026, 9, 24, 22, 30); // the night before the clocks go back
  const [, , , hour, tomorrow] = choices(now);
  expect(hour).toEqual({ name: "hour", level: "none", until: new Date(2026, 9, 24, 23, 30).toISOString() });
  expect(tomorrow).toEqual({ name: "tomorrow", level: "none", until: new Date(2026, 9, 25, 8).toISOString() });
});

test("the bell says what is told, and until when nothing is", () => {
  const now = new Date(2026, 10, 25, 14, 0);
  expect(stateWords("mentions", null, now)).toBe("ce qui vous nomme");
  expect(stateWords("none", new Date(2026, 10, 25, 15, 0).toISOString(), now)).toBe("aucune jusqu’à\u00a015:00");
  expect(stateWords("none", new Date(2026, 10, 26, 8, 0).toISOString(), now)).toBe("aucune jusqu’au\u00a026 novembre à\u00a008:00");
});
