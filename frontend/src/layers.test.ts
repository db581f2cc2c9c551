/** screens know the store, the store knows the net; ui and net know neither store nor screens. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const SOURCE = import.meta.dirname;
const MAY_KNOW: Record<string, string[]> = {
  screens: ["screens", "store", "ui", "root"],
  store: ["store", "net", "worker", "root"],
  ui: ["ui", "root"],
  net: ["net", "root"],
  worker: ["worker", "root"],
};

test("no layer knows what lies above it", () => {
  const wrong = sources().flatMap((file) => {
    const allowed = MAY_KNOW[layerOf(file)];
    return importsOf(file)
      .filter((known) => allowed && !allowed.includes(layerOf(known)))
      .map((known) => `${file} knows ${known}`);
  });
  expect(wrong).toEqual([]);
});

function sources(): string[] {
  const all = readdirSync(SOURCE, { recursive: true, encoding: "utf8" });
  return all.filter((file) => /\.tsx?$/.test(file));
}

/** What a file imports of ours, but for style sheets: paths under the source. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SOURCE, file), "utf8");
  const named = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path]) => path ?? "");
  return named.filter((path) => !path.endsWith(".css")).map((path) => normalize(join(dirname(file), path)));
}

/** protocol.ts and fr.ts belong to all; fr/ is what fr.ts is made of. */
function layerOf(file: string): string {
  const [first = "", second] = file.split("/");
  return second === undefined ? "root" : first;
}
