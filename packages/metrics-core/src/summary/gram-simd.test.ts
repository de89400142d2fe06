import { readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import wabt from "wabt";
import { packedProducts } from "./gram-kernel.ts";
import { GRAM_SIMD_MODULE } from "./gram-simd-module.ts";
import { type GappedColumn, loadKernel, simdProducts } from "./gram-simd.ts";

/** By the loops without SIMD, over the rows that have no gap. */
function expected(columns: readonly GappedColumn[], length: number): Float64Array {
  const complete = Array.from({ length }, (_, row) => row).filter((row) =>
    columns.every(({ values, top }) => values[row]! <= top),
  );
  const ones = new Uint8Array(complete.length).fill(1);
  const values = columns.map((column) => Uint8Array.from(complete, (row) => column.values[row]!));
  const products = packedProducts([ones, ...values], complete.length, null, 1);
  const size = columns.length + 1;
  return products.map((sum, at) => (at % size >= Math.floor(at / size) ? sum : 0));
}

const column = (length: number): fc.Arbitrary<GappedColumn> =>
  fc.nat(254).chain((top) =>
    fc.record({
      values: fc.uint8Array({ minLength: length, maxLength: length, max: Math.min(255, top + 20) }),
      top: fc.constant(top),
    }),
  );
const columns = fc
  .record({ length: fc.nat(100), count: fc.integer({ min: 1, max: 9 }) })
  .chain(({ length, count }) => fc.array(column(length), { minLength: count, maxLength: count }));

describe("simdProducts", () => {
  test("is compiled from what stands in the source", async () => {
    const source = readFileSync(new URL("gram-simd.wat", import.meta.url), "utf8");
    const { parseWat } = await wabt();
    const module = parseWat("gram-simd.wat", source, { simd: true });
    expect(Buffer.from(module.toBinary({}).buffer).toString("hex")).toBe(GRAM_SIMD_MODULE);
  });

  test.prop([columns])("sums what the loops without SIMD sum", (given) => {
    const length = given[0]!.values.length;
    expect(simdProducts(given, length)).toEqual(expected(given, length));
  });

  test.each([1, 2, 3, 4, 5, 63, 64])("sums %i columns over several blocks", (count) => {
    const length = 5_000;
    const given = Array.from({ length: count }, (_, c) => ({
      values: Uint8Array.from({ length }, (_value, row) => (row * (c + 3) + (row >> 3)) % 256),
      top: 254,
    }));
    expect(simdProducts(given, length)).toEqual(expected(given, length));
  });

  test("holds the largest sums of a block", () => {
    const values = new Uint8Array(2_048).fill(254);
    expect(simdProducts([{ values, top: 254 }], 2_048)).toEqual(
      Float64Array.of(2_048, 2_048 * 254, 0, 2_048 * 254 ** 2),
    );
  });

  test("is left to others for more columns than the module has room for, and for none", () => {
    const many = Array.from({ length: 65 }, () => ({ values: Uint8Array.of(1), top: 1 }));
    expect(simdProducts(many, 1)).toBeNull();
    expect(simdProducts([], 3)).toBeNull();
  });

  test("is left to others where WebAssembly is missing or forbidden", () => {
    const forbidden = class {
      constructor() {
        throw new Error("unsafe-eval");
      }
    };
    const missing = (): never => {
      throw new ReferenceError("WebAssembly is not defined");
    };
    expect(loadKernel(missing)).toBeNull();
    expect(loadKernel(() => ({ Module: forbidden, Instance: forbidden as never }))).toBeNull();
    expect(simdProducts([{ values: Uint8Array.of(1), top: 1 }], 1, null)).toBeNull();
  });
});
