/** The first load of the app is at most 60 kB of JavaScript, compressed. Run after the build. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 60_000;
const dist = new URL("dist/", import.meta.url);
const page = readFileSync(new URL("index.html", dist), "utf8");
// What the page names is loaded at once; the rest, when somebody asks for it.
const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
const size = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, dist))).length, 0);

console.log(`${scripts.length} script(s), ${(size / 1000).toFixed(1)} kB compressed, of ${MOST / 1000} at most`);
if (scripts.length === 0 || size > MOST) process.exit(1);
