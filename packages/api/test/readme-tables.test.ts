import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CONFIG_VARIABLES, readConfig } from "../src/config.ts";
import { HTTP_LIMITS, IMPORT_LIMITS, INSTRUMENT_LIMITS, LIMITS } from "../src/limits.ts";

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

describe("the README's table of scripts", () => {
  test("names what there is", () => {
    const scripts = readFileSync(new URL("../../../scripts/run.mjs", import.meta.url), "utf8");
    const [, table = ""] = /^\| `npm run` \|[^\n]*\n((?:\|[^\n]*\n)+)/m.exec(readme)!;
    const names = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(scripts).toMatch(new RegExp(`^  ${name}: `, "m"));
  });
});

describe("the README's table of limits", () => {
  const n = (number: number): string => number.toLocaleString("en");
  const MB = 1024 ** 2;
  const { keyRate, addressRate } = readConfig({});
  const shown = new Set<string>();
  /** The same table, of which it is known what was read. */
  const watched = <Table extends object>(name: string, table: Table): Table =>
    new Proxy(table, {
      get(target, key, receiver) {
        shown.add(`${name}.${String(key)}`);
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  const of = watched("LIMITS", LIMITS);
  const instrument = watched("INSTRUMENT_LIMITS", INSTRUMENT_LIMITS);
  const file = watched("IMPORT_LIMITS", IMPORT_LIMITS);
  const http = watched("HTTP_LIMITS", HTTP_LIMITS);

  test.each([
    ["body", `${n(of.bodyBytes)} bytes`],
    ["document", `${n(of.documentCharacters)} characters, ${n(of.documentTokens)} tokens`],
    [
      "depth, aliases, directives, fields of the operation itself, with fragments unfolded",
      [of.depth, of.aliases, of.directives, of.rootFields].join(", "),
    ],
    ["operations in a document", n(of.operations)],
    ["cost: 1 for each object, once for each row it is asked of (`first`; one where `by` is empty)", n(of.cost)],
    ["additions and multiplications of all driver analyses, about 2 seconds of a processor", n(of.computeWork)],
    [
      "segments of an answer, page of a connection, elements of a list argument",
      [of.segments, of.page, of.listElements].map(n).join(", "),
    ],
    ["things to group by, periods of a rolling window", `${of.groups}, ${of.window}`],
    ["characters of a code or an attribute, of an id or a cursor", `${of.codeCharacters}, ${n(of.idCharacters)}`],
    [
      "drivers of an analysis, actions of a simulation, samples of a bootstrap",
      [of.drivers, of.actions, of.replications].map(n).join(", "),
    ],
    ["margins of a raking", n(of.margins)],
    ["days of a window of churn, money that a customer brings", `${n(of.churnDays)}, below ${n(of.margin)}`],
    [
      "questions of an instrument, categories or options of a question, characters of a label",
      [instrument.questions, instrument.categories, instrument.label].map(n).join(", "),
    ],
    ["time of one SQL statement, on a server", `${of.statementMilliseconds / 1000} s`],
    [
      "file, unpacked",
      `${file.file / 1024 ** 3} GB, and ${file.ratio} times what was sent from ${file.ratioFrom / MB} MB on`,
    ],
    ["line, value, columns", `${file.line / MB} MB, ${n(file.field)} characters, ${file.columns}`],
    ["characters of a name, constant or template in a mapping", n(file.name)],
    [
      "characters of an external id, of a code, of an attribute; digits of a number",
      `${[file.externalId, file.code, file.attribute].map(n).join(", ")}; ${file.digits}`,
    ],
    ["rejected rows; the import stops there, and says so", n(file.rejected)],
    ["imports at the same time, of one organisation", `${file.imports}, ${file.importsOfOne}`],
    ["headers", `${http.headerBytes / 1024} kB, within ${http.headersMs / 1000} s`],
    ["the header `accept`", `${n(http.acceptCharacters)} characters`],
    ["body, but for imports", `${http.bodyMs / 1000} s`],
    ["silence in a body, or of a client that does not take its answer", `${http.silenceMs / 1000} s`],
    [
      `pieces (chunks) of a body, when they hold less than ${http.smallPieceBytes} bytes on average`,
      n(http.smallPieces),
    ],
    ["answers that clients have not taken, all together", `${http.untakenBytes / MB} MB`],
    ["a connection between two requests", `${http.keepAliveMs / 1000} s`],
    ["requests a minute", `${n(keyRate)} of a key, ${n(addressRate)} of an address without one`],
  ])("says what the code does: %s", (what, most) => {
    expect(rows.get(what)).toBe(most);
  });

  test("has every limit", () => {
    const tables = { LIMITS, INSTRUMENT_LIMITS, IMPORT_LIMITS, HTTP_LIMITS };
    const all = Object.entries(tables).flatMap(([name, table]) => Object.keys(table).map((key) => `${name}.${key}`));
    expect([...shown].sort()).toEqual(all.sort());
  });
});
