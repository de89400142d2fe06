import { GRAM_SIMD_MODULE } from "./gram-simd-module.ts";

/** A column of bytes. One that is above `top` is a gap: a row with a gap counts in no product. */
export interface GappedColumn {
  readonly values: Uint8Array;
  readonly top: number;
}

// Where the module has its columns: see gram-simd.wat.
const MOST_COLUMNS = 64;
const ROWS = 2048;
const COLUMNS_AT = 1024;
const SUMS_AT = 410_624;
const SUMS_IN_ROW = 68;
const LANES = 16;
const GAP = 255;

/** What the module gives, over a block of rows that is in its memory. */
interface Kernel {
  readonly bytes: Uint8Array;
  readonly sums: Int32Array;
  widen(columns: number, rows: number): void;
  multiply(columns: number, rows: number): void;
}

/** As much of WebAssembly as is needed; its types are those of browsers and of Node, which this library does not ask for. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * Σ xᵢ·xⱼ over the rows without a gap, for all pairs of a column of ones and the columns: row-major, of which the half from the diagonal on is
 * filled. `null` where there is no WebAssembly with SIMD, a page forbids it, or there are more than 64 columns.
 *
 * Exact: sums of a block are whole numbers below 2^31, and those of all blocks doubles. Five times as fast as the loops of gram-kernel.ts, which
 * do it otherwise.
 */
export function simdProducts(
  columns: readonly GappedColumn[],
  length: number,
  kernel: Kernel | null = ownKernel(),
): Float64Array | null {
  if (kernel === null || columns.length > MOST_COLUMNS || columns.length === 0) return null;
  return productsBy(kernel, columns, length);
}

declare const WebAssembly: WebAssemblyApi;

let known: { readonly kernel: Kernel | null } | undefined;

function ownKernel(): Kernel | null {
  known ??= { kernel: loadKernel(() => WebAssembly) };
  return known.kernel;
}

/** @internal */
export function loadKernel(api: () => WebAssemblyApi): Kernel | null {
  const code = Uint8Array.from({ length: GRAM_SIMD_MODULE.length / 2 }, (_, i) =>
    Number.parseInt(GRAM_SIMD_MODULE.slice(2 * i, 2 * i + 2), 16),
  );
  try {
    const { Instance, Module } = api();
    const { memory, ...functions } = new Instance(new Module(code)).exports as Omit<Kernel, "bytes" | "sums"> & {
      readonly memory: { readonly buffer: ArrayBuffer };
    };
    return { ...functions, bytes: new Uint8Array(memory.buffer), sums: new Int32Array(memory.buffer, SUMS_AT) };
  } catch {
    return null; // no WebAssembly, none with SIMD, or a content security policy without wasm-unsafe-eval
  }
}

function productsBy(
  { bytes, sums, widen, multiply }: Kernel,
  columns: readonly GappedColumn[],
  length: number,
): Float64Array {
  const size = columns.length + 1;
  const products = new Float64Array(size * size);
  for (const [c, { top }] of columns.entries()) bytes[c] = top;
  for (let from = 0; from < length; from += ROWS) {
    const rows = Math.min(ROWS, length - from);
    const padded = Math.ceil(rows / LANES) * LANES;
    for (const [c, { values }] of columns.entries())
      bytes.set(values.subarray(from, from + rows), COLUMNS_AT + c * ROWS);
    bytes.fill(GAP, COLUMNS_AT + rows, COLUMNS_AT + padded);
    widen(columns.length, padded);
    multiply(size, padded);
    for (let i = 0; i < size; i++) for (let j = i; j < size; j++) products[i * size + j]! += sums[i * SUMS_IN_ROW + j]!;
  }
  return products;
}
