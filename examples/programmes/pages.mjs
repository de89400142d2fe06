import { readFileSync } from "node:fs";
import { figureTable } from "./figures.mjs";

const NAMES = ["national-experience", "contact-monitor", "seven-drivers", "customer-drivenness", "retention-benchmark"];

/** The page on each programme. */
export const PAGES = Object.fromEntries(
  NAMES.map((name) => [name, new URL(`../../docs/programmes/${name}.md`, import.meta.url)]),
);

/** A page with its table of figures and its document as they are now. */
export function pageWithFigures(name, page) {
  const document = readFileSync(new URL(`${name}.graphql`, import.meta.url), "utf8");
  return page
    .replace(/(<!-- figures[^\n]*-->\n)[\s\S]*?(<!-- end -->)/, `$1${figureTable(name)}\n$2`)
    .replace(
      /(<!-- document[^\n]*-->\n)[\s\S]*?(<!-- end -->)/,
      (_, before, after) => `${before}\n\`\`\`graphql\n${document}\`\`\`\n\n${after}`,
    );
}
