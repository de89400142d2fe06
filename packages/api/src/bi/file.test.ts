import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { fileOf } from "./file.ts";
import type { MetricsTable } from "./rows.ts";

/** More rows than are written in one go. */
const TABLE: MetricsTable = {
  columns: ["instrument", "value", "n"],
  rows: Array.from({ length: 5_001 }, (_, i) => [i % 7 === 0 ? `=${i}` : `code ${i}`, i % 5 === 0 ? null : i / 3, i]),
};

test("a file has every row once, in order, whatever its format", async () => {
  const csv = parse(Buffer.from(await fileOf(TABLE, "csv")), { columns: true });
  expect(csv).toEqual(
    TABLE.rows.map(([instrument, value, n]) => ({
      instrument: String(instrument).replace(/^=/, "'="),
      value: String(value ?? ""),
      n: String(n),
    })),
  );
  const lines = Buffer.from(await fileOf(TABLE, "ndjson"))
    .toString()
    .trimEnd()
    .split("\n");
  const objects = TABLE.rows.map(([instrument, value, n]) => ({ instrument, value, n }));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects);
  const arrow = tableFromIPC(await fileOf(TABLE, "arrow")).toArray() as readonly { toJSON(): { readonly n: bigint } }[];
  expect(arrow.map((row) => ({ ...row.toJSON(), n: Number(row.toJSON().n) }))).toEqual(objects);
});

test("a file of no rows has its columns", async () => {
  const none = { ...TABLE, rows: [] };
  expect(Buffer.from(await fileOf(none, "csv")).toString()).toBe("instrument,value,n\n");
  expect(Buffer.from(await fileOf(none, "ndjson")).toString()).toBe("");
  expect(tableFromIPC(await fileOf(none, "arrow")).schema.names).toEqual(TABLE.columns);
});
