import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    target: ["chrome111", "firefox115", "safari16.4"],
    // The page's policy allows no inline script: nothing may be put into index.html.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the first load needs is one file: cut in many, it compresses less well.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "index", tags: ["$initial"] }] } } },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
