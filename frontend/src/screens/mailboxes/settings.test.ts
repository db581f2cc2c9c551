import { expect, test } from "vitest";
import { begun, secured, withAddress } from "./settings";

test("the port follows how the line is secured, unless somebody chose another", () => {
  const { imap, smtp } = begun(null);
  expect([imap.port, smtp.port]).toEqual([143, 587]);
  expect(secured("imap", imap, "tls").port).toBe(993);
  expect(secured("smtp", { ...smtp, port: 2525 }, "tls").port).toBe(2525);
});

test("the user's name is the address until somebody says otherwise", () => {
  const one = withAddress(begun(null), "c@m.example");
  expect(one.user).toBe("c@m.example");
  expect(withAddress({ ...one, user: "cv" }, "d@m.example").user).toBe("cv");
});
