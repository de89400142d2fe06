import { fc, test } from "@fast-check/vitest";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { expect } from "vitest";
import { openCsv } from "./csv.ts";

const cell = fc
  .oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.stringMatching(/^[a",;\t\r\n ]{0,6}$/))
  .filter((text) => !text.includes("\0"));
const table = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n"))
  .chain(([width, delimiter, lineEnd]) =>
    fc.record({
      width: fc.constant(width),
      delimiter: fc.constant(delimiter),
      lineEnd: fc.constant(lineEnd),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
      chunk: fc.integer({ min: 1, max: 40 }),
    }),
  );

async function cellsOf(bytes: Buffer, chunk: number): Promise<readonly (readonly string[] | string)[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const source = await openCsv(chunks());
  const rows: (readonly string[] | string)[] = [];
  for await (const some of source.rows) rows.push(...some.map((row) => ("cells" in row ? row.cells : row.raw)));
  return rows;
}

test.prop([table])(
  "reads what another program wrote, as another program reads it",
  async ({ width, delimiter, lineEnd, rows, chunk }) => {
    const header = Array.from({ length: width }, (_, index) => `column ${index}`);
    const text = stringify([header, ...rows], { delimiter, record_delimiter: lineEnd, quoted_match: /[\r\n]/ });
    const reference = parse(text, { delimiter, record_delimiter: lineEnd }) as readonly (readonly string[])[];
    expect(await cellsOf(Buffer.from(text), chunk)).toEqual(reference.slice(1));
    expect(reference.slice(1)).toEqual(rows);
  },
);

test.prop([fc.array(fc.stringMatching(/^[a",\r\n]{0,12}$/), { maxLength: 8 }), fc.integer({ min: 1, max: 30 })])(
  "gives the same rows however the file is cut, and never loses a line",
  async (lines, chunk) => {
    const bytes = Buffer.from(`a,b\n${lines.join("\n")}\n`);
    const whole = await cellsOf(bytes, bytes.length);
    expect(await cellsOf(bytes, chunk)).toEqual(whole);
    // Every character but line ends and quotes stands in one row.
    const letters = (text: string): number => text.replace(/[^a]/g, "").length;
    expect(letters(whole.map((row) => (typeof row === "string" ? row : row.join())).join())).toBe(
      letters(bytes.toString()) - 1,
    );
  },
);
