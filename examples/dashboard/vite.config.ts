import { defineConfig } from "vite";

/** `npm start` builds the page and serves it: scripts/build-page.mjs. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    // Nothing is written into the page itself: its Content-Security-Policy allows files of its own only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  // vite as a server, beside a running `npm start`: changes show at once.
  server: { proxy: { "/graphql": "http://127.0.0.1:4000" } },
});
