/** The first load of the app is at most 60 kB of JavaScript, compressed. Run after the build. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 60_000;
const assets = new URL("dist/assets/", import.meta.url);
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
const size = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets))).length, 0);

console.log(`${scripts.length} script(s), ${(size / 1000).toFixed(1)} kB compressed, of ${MOST / 1000} at most`);
if (scripts.length === 0 || size > MOST) process.exit(1);
