import { readFileSync } from "node:fs";
import type { PlaygroundTab } from "../api.ts";

/** Queries on the demo data; the first is what a visitor sees. */
const FILES = ["sfo/recommend.graphql", "sfo/effort-by-year.graphql", "sfo/metrics.graphql"];

export function playgroundTabs(): readonly PlaygroundTab[] {
  return FILES.map((file) => ({ query: readFileSync(new URL(`../../demo/${file}`, import.meta.url), "utf8") }));
}
