import type { CodeRuns, Codes, FilterColumn, KeyColumn } from "./columns.ts";

/*
 * The loops that every row goes through, a batch of rows at a time.
 *
 * They work on arrays of this module, into which the rows of a batch are copied: the compiler knows where those are and
 * how long, and the loops run at two to three times the speed that they have on arrays that are handed to them. Each loop
 * is a function of its own for the same reason. What a function leaves in an array is valid until it is called again.
 */

/** Most rows of a batch: what is copied of them stays in the second-level cache. */
export const BATCH_ROWS = 65_536;
/** Counters that the keys of a batch can have together. */
export const MOST_COUNTS = 1 << 16;

const ROWS = new Int32Array(BATCH_ROWS);
const KEEP = new Uint8Array(1 << 16);
const BYTES = new Uint8Array(BATCH_ROWS);
const BYTE_KEYS = new Uint8Array(BATCH_ROWS);
const KEYS = new Int32Array(BATCH_ROWS);
const CELL_OF = new Uint8Array(256);
const COUNTS = new Int32Array(MOST_COUNTS);
const CELLS = new Int32Array(BATCH_ROWS);
const CODES = new Int32Array(BATCH_ROWS);
const VALUES = new Float64Array(1 << 16);
const SUMS = new Float64Array(MOST_COUNTS);

/** Rows `from`, `from + 1`, … of a block, or those that `selectRows` has listed. */
export interface Rows {
  readonly from: number;
  readonly count: number;
  readonly listed: boolean;
}

/**
 * Keys of the rows of a batch: what stands in the arrays of this module, in bytes or in words, times `stride`; nothing when it is 0 for all.
 * A run adds the same to all its rows.
 */
export interface Keys {
  readonly kind: "none" | "bytes" | "words";
  readonly stride: number;
  readonly runs: StridedRuns | null;
}

interface StridedRuns {
  readonly runs: CodeRuns;
  readonly stride: number;
}

/** Whether all rows have the key 0. */
export const isOneKey = ({ kind, runs }: Keys): boolean => kind === "none" && runs === null;

/** A filter that tells rows apart. */
export interface CodedFilter extends FilterColumn {
  readonly codes: Exclude<Codes, null>;
}

/** Lists the rows that every filter keeps, of which there is at least one; returns how many. */
export function selectRows(filters: readonly CodedFilter[], from: number, until: number): number {
  let count = -1;
  for (const { codes, keep } of filters) {
    KEEP.set(keep);
    if (count >= 0) count = selectAgain(codes, count);
    else if (codes instanceof Uint8Array) {
      BYTES.set(codes.subarray(from, until));
      count = selectByByte(from, until - from);
    } else count = selectFirst(codes, from, until);
  }
  return count;
}

/** Lists those of some rows that every filter keeps; returns how many. */
export function selectAmong(listed: Uint16Array, filters: readonly CodedFilter[]): number {
  ROWS.set(listed);
  let count = listed.length;
  for (const { codes, keep } of filters) {
    KEEP.set(keep);
    count = selectAgain(codes, count);
  }
  return count;
}

// Without branches, which would be guessed wrong half of the time.

function selectByByte(from: number, count: number): number {
  const rows = ROWS;
  const codes = BYTES;
  const keep = KEEP;
  let kept = 0;
  for (let k = 0; k < count; k++) {
    rows[kept] = from + k;
    kept += keep[codes[k]!]!;
  }
  return kept;
}

function selectFirst(codes: Uint16Array, from: number, until: number): number {
  const rows = ROWS;
  const keep = KEEP;
  let kept = 0;
  for (let row = from; row < until; row++) {
    rows[kept] = row;
    kept += keep[codes[row]!]!;
  }
  return kept;
}

function selectAgain(codes: Uint8Array | Uint16Array, count: number): number {
  const rows = ROWS;
  const keep = KEEP;
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const row = rows[k]!;
    rows[kept] = row;
    kept += keep[codes[row]!]!;
  }
  return kept;
}

/**
 * Makes a key of the codes of each row, a number in mixed radix. A single column of bytes is taken as it stands, and a column of runs is not
 * written out: loops go through the rows run by run.
 */
export function combineKeys(rows: Rows, columns: readonly KeyColumn[]): Keys {
  let runs: StridedRuns | null = null;
  const others: (StridedRuns | { readonly codes: Exclude<Codes, null>; readonly stride: number })[] = [];
  let stride = 1;
  for (const column of columns) {
    if (column.runs !== undefined) {
      if (runs === null) runs = { runs: column.runs, stride };
      else others.push({ runs: column.runs, stride });
    } else if (column.codes !== null) others.push({ codes: column.codes, stride });
    stride *= column.parts.length;
  }
  const [first] = others;
  if (first === undefined) return { kind: "none", stride: 0, runs };
  if (others.length === 1 && "codes" in first && first.codes instanceof Uint8Array) {
    takeBytes(rows, first.codes, BYTE_KEYS);
    return { kind: "bytes", stride: first.stride, runs };
  }
  KEYS.fill(0, 0, rows.count);
  for (const other of others) {
    if ("runs" in other) eachRun(rows, other, addRunKeys);
    else if (other.codes instanceof Uint8Array) {
      takeBytes(rows, other.codes, BYTES);
      addByteKeys(rows.count, other.stride);
    } else {
      takeCodes(rows, other.codes);
      addWordKeys(rows.count, other.stride);
    }
  }
  return { kind: "words", stride: 1, runs };
}

function addRunKeys(from: number, until: number, key: number): void {
  const keys = KEYS;
  for (let k = from; k < until; k++) keys[k]! += key;
}

function addByteKeys(count: number, stride: number): void {
  const keys = KEYS;
  const codes = BYTES;
  for (let k = 0; k < count; k++) keys[k]! += Math.imul(codes[k]!, stride);
}

function addWordKeys(count: number, stride: number): void {
  const keys = KEYS;
  const codes = CODES;
  for (let k = 0; k < count; k++) keys[k]! += Math.imul(codes[k]!, stride);
}

/** The run that a row is in. */
export const runOf = ({ ends }: CodeRuns, row: number): number => firstFrom(ends, row + 1, 0, ends.length - 1);

/** The place of the first of some numbers in order, from one place on, that is `least` or more; `until` when none before it is. */
export function firstFrom(
  numbers: Int32Array | Uint16Array,
  least: number,
  from = 0,
  until: number = numbers.length,
): number {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls `loop` with the rows of each run, which are numbered as in the batch, and what the run adds to their keys. */
function eachRun(
  { from, count, listed }: Rows,
  strided: StridedRuns | null,
  loop: (from: number, until: number, key: number) => void,
): void {
  if (strided === null) {
    loop(0, count, 0);
    return;
  }
  const { runs, stride } = strided;
  for (let k = 0, run = runOf(runs, listed ? ROWS[0]! : from); k < count; run++) {
    const end = runs.ends[run]!;
    const until = listed ? firstFrom(ROWS, end, k, count) : Math.min(count, end - from);
    if (until > k) loop(k, until, Math.imul(runs.codes[run]!, stride));
    k = until;
  }
}

/** Asks for the key of each row. */
export function askKeys({ from, count, listed }: Rows, keyOf: (row: number) => number): Keys {
  for (let k = 0; k < count; k++) KEYS[k] = keyOf(listed ? ROWS[k]! : from + k);
  return { kind: "words", stride: 1, runs: null };
}

/**
 * Counts the bytes of a batch by key and cell: `width` counters for each key, at most `MOST_COUNTS` in all. Whoever reads a
 * counter sets it to 0 again.
 */
export function countByKey(rows: Rows, keys: Keys, bytes: Uint8Array, cellOf: Uint8Array, width: number): Int32Array {
  takeBytes(rows, bytes, BYTES);
  CELL_OF.set(cellOf);
  const stride = keys.stride * width;
  eachRun(rows, keys.runs, (from, until, key) => {
    if (keys.kind === "none") countAll(from, until, key * width);
    else if (keys.kind === "bytes") countByByte(from, until, key * width, stride);
    else countByWord(from, until, key * width, stride);
  });
  return COUNTS;
}

function countAll(from: number, until: number, first: number): void {
  const bytes = BYTES;
  const cellOf = CELL_OF;
  const counts = COUNTS;
  for (let k = from; k < until; k++) counts[first + cellOf[bytes[k]!]!]!++;
}

function countByByte(from: number, until: number, first: number, stride: number): void {
  const keys = BYTE_KEYS;
  const bytes = BYTES;
  const cellOf = CELL_OF;
  const counts = COUNTS;
  for (let k = from; k < until; k++) counts[first + Math.imul(keys[k]!, stride) + cellOf[bytes[k]!]!]!++;
}

function countByWord(from: number, until: number, first: number, stride: number): void {
  const keys = KEYS;
  const bytes = BYTES;
  const cellOf = CELL_OF;
  const counts = COUNTS;
  for (let k = from; k < until; k++) counts[first + Math.imul(keys[k]!, stride) + cellOf[bytes[k]!]!]!++;
}

/** Finds the cell of each row by key, and keeps it for `countCells` and `sumCells`. */
export function findCellsByKey(rows: Rows, keys: Keys, bytes: Uint8Array, cellOf: Uint8Array, width: number): void {
  takeBytes(rows, bytes, BYTES);
  CELL_OF.set(cellOf);
  const stride = keys.stride * width;
  eachRun(rows, keys.runs, (from, until, key) => {
    if (keys.kind === "none") cellsOfAll(from, until, key * width);
    else if (keys.kind === "bytes") cellsByByte(from, until, key * width, stride);
    else cellsByWord(from, until, key * width, stride);
  });
}

function cellsOfAll(from: number, until: number, first: number): void {
  const bytes = BYTES;
  const cellOf = CELL_OF;
  const cells = CELLS;
  for (let k = from; k < until; k++) cells[k] = first + cellOf[bytes[k]!]!;
}

function cellsByByte(from: number, until: number, first: number, stride: number): void {
  const keys = BYTE_KEYS;
  const bytes = BYTES;
  const cellOf = CELL_OF;
  const cells = CELLS;
  for (let k = from; k < until; k++) cells[k] = first + Math.imul(keys[k]!, stride) + cellOf[bytes[k]!]!;
}

function cellsByWord(from: number, until: number, first: number, stride: number): void {
  const keys = KEYS;
  const bytes = BYTES;
  const cellOf = CELL_OF;
  const cells = CELLS;
  for (let k = from; k < until; k++) cells[k] = first + Math.imul(keys[k]!, stride) + cellOf[bytes[k]!]!;
}

/** Rows in each cell. Whoever reads a counter sets it to 0 again. */
export function countCells(count: number): Int32Array {
  const cells = CELLS;
  const counts = COUNTS;
  for (let k = 0; k < count; k++) counts[cells[k]!]!++;
  return COUNTS;
}

/** The sum of the values of the codes of the rows in each cell. Whoever reads a sum sets it to 0 again. */
export function sumCells(count: number, values: Float64Array): Float64Array {
  VALUES.set(values);
  addToSums(count);
  return SUMS;
}

function addToSums(count: number): void {
  const cells = CELLS;
  const codes = CODES;
  const values = VALUES;
  const sums = SUMS;
  for (let k = 0; k < count; k++) sums[cells[k]!]! += values[codes[k]!]!;
}

/** Finds the cell of each row among those of all groups, and keeps it for `addOnes` and `addValues`; returns the last group. */
export function findCells(
  rows: Rows,
  keys: Keys,
  bytes: Uint8Array,
  cellOf: Uint8Array,
  width: number,
  groupOf: (key: number) => number,
): number {
  takeBytes(rows, bytes, BYTES);
  let last = 0;
  let key = -1;
  let group = -1;
  eachRun(rows, keys.runs, (from, until, ofRun) => {
    for (let k = from; k < until; k++) {
      const now = ofRun + keyAt(keys, k);
      if (now !== key) {
        key = now;
        group = groupOf(now);
        if (group > last) last = group;
      }
      CELLS[k] = Math.imul(group, width) + cellOf[BYTES[k]!]!;
    }
  });
  return last;
}

/** The group of each row by its key; valid until cells or groups are found again. */
export function findGroups(rows: Rows, keys: Keys, groupOf: (key: number) => number): Int32Array {
  eachRun(rows, keys.runs, (from, until, ofRun) => {
    for (let k = from; k < until; k++) CELLS[k] = groupOf(ofRun + keyAt(keys, k));
  });
  return CELLS;
}

function keyAt({ kind, stride }: Keys, k: number): number {
  return kind === "none" ? 0 : Math.imul(kind === "bytes" ? BYTE_KEYS[k]! : KEYS[k]!, stride);
}

/** Adds a number to the cell of each row. */
export function addOnes(count: number, one: number, into: Int32Array): void {
  const cells = CELLS;
  for (let k = 0; k < count; k++) into[cells[k]!]! += one;
}

/** Keeps the codes of the rows of a batch, for `addValues`. */
export function takeCodes({ from, count, listed }: Rows, codes: Codes): void {
  if (codes === null) CODES.fill(0, 0, count);
  else if (listed) gatherCodes(codes, count);
  else copyCodes(codes.subarray(from, from + count), count);
}

/** What `takeCodes` took last. */
export function takenCodes(): Int32Array {
  return CODES;
}

function copyCodes(codes: Uint8Array | Uint16Array, count: number): void {
  const into = CODES;
  for (let k = 0; k < count; k++) into[k] = codes[k]!;
}

function gatherCodes(codes: Uint8Array | Uint16Array, count: number): void {
  const into = CODES;
  const rows = ROWS;
  for (let k = 0; k < count; k++) into[k] = codes[rows[k]!]!;
}

/** Adds the value of the code of each row, times a sign, to its cell. */
export function addValues(count: number, sign: number, values: Float64Array, into: Float64Array): void {
  const cells = CELLS;
  const codes = CODES;
  for (let k = 0; k < count; k++) into[cells[k]!]! += sign * values[codes[k]!]!;
}

/** The bytes of the rows of a batch; valid until others are taken. */
export function takeBytesOf(rows: Rows, column: Uint8Array): Uint8Array {
  takeBytes(rows, column, BYTES);
  return BYTES;
}

function takeBytes({ from, count, listed }: Rows, column: Uint8Array, into: Uint8Array): void {
  if (listed) gatherBytes(column, count, into);
  else into.set(column.subarray(from, from + count));
}

function gatherBytes(column: Uint8Array, count: number, into: Uint8Array): void {
  const rows = ROWS;
  for (let k = 0; k < count; k++) into[k] = column[rows[k]!]!;
}
