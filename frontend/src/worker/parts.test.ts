import { expect, test } from "vitest";
import { partOf } from "./parts";

const HERE = "https://liaison.example";
const asked = (path: string, mode = "navigate", method = "GET") => partOf({ method, mode, url: HERE + path }, HERE);

test("it answers for the page, whatever the place", () => {
  expect(["/", "/reception", "/n/6e0c4a52-8f6f-4d0e-9a3e-3f1f0a4a1c11", "/reception?n=1"].map((path) => asked(path))).toEqual(
    Array(4).fill("page"),
  );
});

test("it answers for the files of the page", () => {
  expect(asked("/assets/index-B2.js", "cors")).toBe("file");
  expect(asked("/assets/index-B2.css", "no-cors")).toBe("file");
});

test("it never touches what somebody says, nor the operator's pages, nor what is sent", () => {
  for (const path of ["/api/inbox?show=inbox", "/api/files/1/content", "/admin/", "/admin", "/ws/", "/health", "/stored/x", "/sw.js"]) {
    expect(asked(path)).toBeNull();
    expect(asked(path, "cors")).toBeNull();
  }
  expect(asked("/reception", "cors")).toBeNull();
  expect(asked("/", "navigate", "POST")).toBeNull();
  expect(partOf({ method: "GET", mode: "navigate", url: "https://elsewhere.example/" }, HERE)).toBeNull();
});
