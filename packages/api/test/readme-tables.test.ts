import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CONFIG_VARIABLES, readConfig } from "../src/config.ts";
import { LIMITS as IMPORT } from "../src/ingest/limits.ts";
import { LIMITS } from "../src/limits.ts";
import { BODY_MS, HEADER_BYTES, HEADERS_MS, SILENCE_MS } from "../src/server/time-limits.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
/** The cells of a table's rows, by the first. */
const rows = new Map(
  [...readme.matchAll(/^\| (.+?) \| (.*?) ?\| .+ \|$/gm)].map(([, first = "", second = ""]) => [first, second]),
);

describe("the README's table of configuration", () => {
  test("lists every variable, and no other", () => {
    const listed = [...rows.keys()].flatMap((name) => (/^`([A-Z_]+)`$/.exec(name) ?? []).slice(1));
    expect(listed).toEqual(CONFIG_VARIABLES);
  });

  test("tells the defaults", () => {
    for (const name of CONFIG_VARIABLES) {
      const [, value] = /^`([^`]*)`/.exec(rows.get(`\`${name}\``)!) ?? [];
      if (value !== undefined) expect(readConfig({ [name]: value }), name).toEqual(readConfig({}));
    }
  });
});

describe("the README's table of limits", () => {
  const n = (number: number): string => number.toLocaleString("en");
  const MB = 1024 ** 2;
  const { keyRate, addressRate } = readConfig({});

  test.each([
    ["body", `${n(LIMITS.bodyBytes)} bytes`],
    ["document", `${n(LIMITS.documentCharacters)} characters, ${n(LIMITS.documentTokens)} tokens`],
    [
      "depth, aliases, directives, fields of the operation itself, with fragments unfolded",
      [LIMITS.depth, LIMITS.aliases, LIMITS.directives, LIMITS.rootFields].join(", "),
    ],
    ["operations in a document", n(LIMITS.operations)],
    ["cost: 1 for each object, once for each row it is asked of (`first`; one where `by` is empty)", n(LIMITS.cost)],
    ["additions and multiplications of all driver analyses, about 2 seconds of a processor", n(LIMITS.computeWork)],
    ["page of a connection", n(LIMITS.page)],
    ["elements of a list argument", n(LIMITS.listElements)],
    ["time of one SQL statement, on a server", `${LIMITS.statementMilliseconds / 1000} s`],
    [
      "file, unpacked",
      `${IMPORT.file / 1024 ** 3} GB, and ${IMPORT.ratio} times what was sent from ${IMPORT.ratioFrom / MB} MB on`,
    ],
    ["line, value, columns", `${IMPORT.line / MB} MB, ${n(IMPORT.field)} characters, ${IMPORT.columns}`],
    ["imports at the same time", n(IMPORT.imports)],
    ["headers", `${HEADER_BYTES / 1024} kB, within ${HEADERS_MS / 1000} s`],
    ["body, but for imports", `${BODY_MS / 1000} s`],
    ["silence in a body, or of a client that does not take its answer", `${SILENCE_MS / 1000} s`],
    ["requests a minute", `${n(keyRate)} of a key, ${n(addressRate)} of an address without one`],
  ])("says what the code does: %s", (what, most) => {
    expect(rows.get(what)).toBe(most);
  });
});
