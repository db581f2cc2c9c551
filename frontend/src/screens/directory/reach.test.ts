import { expect, test } from "vitest";
import type { FoundPerson, Reachability } from "../../protocol";
import { canReceive, reachWords } from "./reach";

const never: Reachability = { state: "no_account", last_on: null, absence: null, notified: false, by_mail: false, on_duty: [], phone: "" };
const found = (reach: Reachability) => ({ reach }) as FoundPerson;

test("who has no account can be written to where mail reaches them, and is said to read so", () => {
  expect(canReceive(found(never))).toBe(false);
  expect(reachWords(never)).toBe("Sans compte Liaison");
  const reached = { ...never, by_mail: true };
  expect(canReceive(found(reached))).toBe(true);
  expect(reachWords(reached)).toBe("Recevra vos messages par courrier sécurisé");
});
