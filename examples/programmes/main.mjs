// Draws the pictures of the pages on the programmes, from the committed answers, and writes the tables of figures into the pages.
//   npm run build (once), then: node examples/programmes/main.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pageWithFigures, PAGES } from "./pages.mjs";
import { plotsOf } from "./plots.mjs";

const plots = new URL("plots/", import.meta.url);
mkdirSync(plots, { recursive: true });
for (const [name, svg] of Object.entries(plotsOf())) writeFileSync(new URL(name, plots), svg);
for (const [name, url] of Object.entries(PAGES)) {
  writeFileSync(url, pageWithFigures(name, readFileSync(url, "utf8")));
}
