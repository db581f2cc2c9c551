import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    target: ["chrome111", "firefox115", "safari16.4"],
    // The page's policy allows no inline script: nothing may be put into index.html.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
