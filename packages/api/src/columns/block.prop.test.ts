import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { blockOf } from "./arrange.ts";
import type { Block, Column, ColumnName } from "./block.ts";
import { cancelPairs } from "./cancel.ts";
import { blockOfColumns, decodeColumn, encodeBlock } from "./column-bytes.ts";
import { type Draft, draftOfBlock, draftOfImages, joinDrafts } from "./draft.ts";

interface Row {
  readonly sign: "+" | "-";
  readonly day: number;
  readonly channel: number | null;
  readonly weight: string;
  readonly scores: readonly number[];
  readonly gate: string | null;
}

const row: fc.Arbitrary<Row> = fc.record({
  sign: fc.constantFrom("+", "+", "-"),
  day: fc.constantFrom(-3, 19_000, 19_001),
  channel: fc.constantFrom(7, 900_000, null),
  weight: fc.constantFrom("1", "1", "0", "2.5", "999999.999999999999"),
  scores: fc.array(fc.constantFrom(0, 1, 254, 255), { maxLength: 3 }),
  gate: fc.constantFrom("", "A", "€", null),
});
const rows = fc.array(row, { maxLength: 40 });

function draftOf(all: readonly Row[]): Draft {
  const lengths = all.map(({ scores }) => scores.length);
  const integers = (numbers: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [i, number] of numbers.entries()) bytes.writeInt32BE(number, 4 * i);
    return bytes;
  };
  return draftOfImages({
    rows: all.length,
    went: Buffer.from(all.map(({ sign }) => (sign === "-" ? 1 : 0))),
    days: integers(all.map(({ day }) => day)),
    channels: integers(all.map(({ channel }) => channel ?? 0)),
    touchpoints: integers(all.map(() => 0)),
    audiences: integers(all.map(() => 1)),
    weights: all.every(({ weight }) => weight === "1") ? null : all.map(({ weight }) => weight).join(),
    scores: Buffer.from(all.flatMap(({ scores }) => scores)),
    lengths: lengths.every((length) => length === lengths[0]) ? null : integers(lengths),
    longest: Math.max(...lengths),
    attributes: all.every(({ gate }) => gate === null)
      ? null
      : all.map(({ gate }) => (gate === null ? "{}" : `{"gate": ${JSON.stringify(gate)}}`)).join("\n"),
  });
}

/** Missing answers at the end are no different from a shorter response. */
const textOf = ({ sign, day, channel, weight, scores, gate }: Row): string =>
  `${sign} ${day} ${channel} ${weight} ${gate} ${[0, 1, 2].map((slot) => scores[slot] ?? 255).join()}`;

function rowsIn(block: Block | null): readonly string[] {
  if (block === null) return [];
  const { rows: count, went, days, codes, slots, weights } = draftOfBlock(block);
  const valueAt = (name: ColumnName, i: number): string | null => {
    const column = codes.get(name);
    return column === undefined ? null : column.values[column.codes?.[i] ?? 0]!;
  };
  return Array.from({ length: count }, (_, i) => {
    const weight = weights === null ? "1" : weights.values[weights.codes?.[i] ?? 0];
    const scores = [0, 1, 2].map((slot) => slots.get(slot)?.[i] ?? 255);
    const gate = valueAt("attribute:gate", i);
    return `${went[i] === 1 ? "-" : "+"} ${days[i]} ${valueAt("channel", i)} ${weight} ${gate} ${scores.join()}`;
  });
}

const stored = (block: Block): Block =>
  blockOfColumns(
    new Map(
      [...encodeBlock(block)].map(([name, data]): [ColumnName, Column] => [name, decodeColumn(data, block.runs.rows)]),
    ),
  );

describe("blocks", () => {
  test.prop([rows])("hold the rows that they were made from, stored and read again", (all) => {
    const block = all.length === 0 ? null : blockOf(draftOf(all));
    expect([...rowsIn(block)].sort()).toEqual(all.map(textOf).sort());
    if (block !== null) expect(stored(block)).toEqual(block);
  });

  test.prop([rows])("are in the order of sign and day", (all) => {
    const order = rowsIn(all.length === 0 ? null : blockOf(draftOf(all))).map((text) => {
      const [sign, day] = text.split(" ");
      return (sign === "-" ? 1e9 : 0) + Number(day);
    });
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test.prop([rows, rows])("merge to all rows of both", (a, b) => {
    const drafts = [a, b].filter(({ length }) => length > 0).map(draftOf);
    expect([...rowsIn(blockOf(joinDrafts(drafts)))].sort()).toEqual([...a, ...b].map(textOf).sort());
  });

  test.prop([rows])("lose exactly the pairs that cancel out", async (all) => {
    const left = all.map(textOf).filter((text) => text.startsWith("+"));
    const kept: string[] = [];
    for (const text of all.map(textOf).filter((each) => each.startsWith("-"))) {
      const at = left.indexOf(`+${text.slice(1)}`);
      if (at === -1) kept.push(text);
      else left.splice(at, 1);
    }
    const cancelled = all.length === 0 ? null : await cancelPairs(blockOf(draftOf(all)));
    expect([...rowsIn(cancelled)].sort()).toEqual([...left, ...kept].sort());
  });
});
