import { createHash } from "node:crypto";
import { build, type Plugin } from "vite";
import { defineConfig } from "vitest/config";

const TARGET = ["chrome111", "firefox115", "safari16.4"];

/** The service worker: a file of its own beside the page, told which files this build is made of. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async writeBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith("assets/")).sort().map((name) => `/${name}`);
      const begins = Object.values(bundle).find((one) => one.type === "chunk" && one.isEntry)?.fileName;
      const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        define: { BUILD: JSON.stringify({ version, files, script: `/${begins}` }) },
        build: {
          target: TARGET,
          emptyOutDir: false,
          modulePreload: { polyfill: false },
          rolldownOptions: { input: "src/sw.ts", output: { entryFileNames: "sw.js", format: "iife" } },
        },
      });
    },
  };
}

export default defineConfig({
  plugins: [serviceWorker()],
  build: {
    target: TARGET,
    // The page's policy allows no inline script: nothing may be put into index.html.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the first load needs is one file: cut in many, it compresses less well. It names all the others:
    // the icons of what is fetched later are one file too, not thirty.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "index", tags: ["$initial"], priority: 1 },
            { name: "icons", test: /lucide-preact/ },
          ],
        },
      },
    },
  },
  test: { include: ["src/**/*.test.{ts,tsx}"] },
});
