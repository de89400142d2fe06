import { existsSync, readFileSync } from "node:fs";
import type { PlaygroundTab } from "../api.ts";

/** Queries on the demo data; the first is what a visitor sees. */
const FILES = ["sfo/recommend.graphql", "sfo/effort-by-year.graphql", "sfo/metrics.graphql"].map(
  (file) => new URL(`../../demo/${file}`, import.meta.url),
);

/** One document per programme; they stand in the repository, not in the package. */
const EXAMPLES = [
  "national-experience",
  "contact-monitor",
  "contact-monitor-link",
  "seven-drivers",
  "customer-drivenness",
  "retention-benchmark",
].map((name) => new URL(`../../../../examples/programmes/${name}.graphql`, import.meta.url));

export function playgroundTabs(): readonly PlaygroundTab[] {
  return [...FILES, ...EXAMPLES.filter((url) => existsSync(url))].map((url) => ({ query: readFileSync(url, "utf8") }));
}
