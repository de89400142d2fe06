import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { METRIC_DEFINITIONS } from "../../src/describe/registry.ts";
import { INTERVAL_METHODS } from "../../src/estimate/interval.ts";
import { callOf, metricsTable } from "./metrics-table.ts";
import { runProgram } from "./run-program.ts";

const file = new URL("../../README.md", import.meta.url);
const TABLE = /(<!-- metrics: written by UPDATE_README=1 vitest -->\n)[^]*?(\n<!-- end of metrics -->)/;

if (process.env.UPDATE_README === "1") {
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(TABLE, (_, begin, end) => `${begin}${metricsTable()}${end}`),
  );
}
const readme = readFileSync(file, "utf8");

describe("README", () => {
  test("its table of metrics is what the metrics say of themselves", () => {
    expect(TABLE.exec(readme)?.[0]).toContain(metricsTable());
    for (const { id } of METRIC_DEFINITIONS) expect(readme).toContain(`| \`${id}\` |`);
  });

  test.each([...new Set(METRIC_DEFINITIONS.map(({ id }) => callOf(id)).map(({ call, entry }) => `${entry}:${call}`))])(
    "its function is exported: %s",
    async (line) => {
      const [entry, call = ""] = line.split(":");
      const library = (await import(`../../src/${entry === "" ? "index" : entry}.ts`)) as Record<string, unknown>;
      expect(typeof library[call.replace(/\(\).*/, "")]).toBe("function");
    },
  );

  test("names every code of an error and every method of an interval", () => {
    const source = readFileSync(new URL("../../src/error.ts", import.meta.url), "utf8");
    const codes = [...source.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(7);
    for (const code of codes) expect(readme).toContain(`| \`${code}\` |`);
    for (const method of new Set(Object.values(INTERVAL_METHODS).flat())) expect(readme).toContain(`\`${method}\``);
  });

  test("its functions and methods exist", async () => {
    const [, methods = ""] = /\n## Methods\n([^]*?)\n## /.exec(readme) ?? [];
    const rows = [...methods.matchAll(/^\| (`\w.*?) \| .*? \| (?:`\/(\w+)`)? ?\|/gm)];
    expect(rows.length).toBeGreaterThan(20);
    for (const [, names = "", entry = "index"] of rows) {
      const library = (await import(`../../src/${entry}.ts`)) as Record<string, unknown>;
      for (const [, name = ""] of names.matchAll(/`(\w+)`/g))
        expect(typeof library[name], `${entry} ${name}`).toBe("function");
    }
  });

  test("its example prints what stands under it", async () => {
    const [, program = "", output = ""] = /```ts\n([^]*?)```\n[^`]*```text\n([^]*?)```/.exec(readme) ?? [];
    expect(program.trim().split("\n").length).toBeLessThanOrEqual(10);
    expect(await runProgram(program)).toBe(output);
  });
});
