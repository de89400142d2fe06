import type { Codes } from "@klik/metrics-core/columns";
import type { Block, ByteColumn, CodeColumn, Column, ColumnName, RunColumn, WeightUnits } from "./block.ts";

/*
 * How a column is stored: a head of 8 bytes, a dictionary, and a code per row, all little-endian.
 *
 *   0  kind: r runs, c codes, b bytes, w weights
 *   1  bytes of a code: 0 (every row has code 0), 1 or 2
 *   2  decimal places of weights
 *   3  bytes of a weight: 4 or 8
 *   4  length of the dictionary in bytes
 *
 * Runs have no dictionary but whole numbers of 4 bytes: rows, rows that came, a day per run, an end per run.
 */
const HEAD = 8;
const KINDS = { runs: 114, codes: 99, bytes: 98, weights: 119 } as const;

/** The stored columns of a block, by name. */
export function* encodeBlock({ runs, codes, slots, weights }: Block): Generator<readonly [ColumnName, Buffer]> {
  yield ["day", encodeRuns(runs)];
  for (const [name, column] of codes) {
    const dictionary = Buffer.from(JSON.stringify(column.values));
    yield [name, encode("codes", dictionary, column.codes)];
  }
  for (const [slot, bytes] of slots) {
    const constant = bytes.every((byte) => byte === bytes[0]);
    yield [`slot:${slot}`, encode("bytes", Buffer.from(constant ? [bytes[0]!] : []), constant ? null : bytes)];
  }
  if (weights !== null) yield ["weight", encodeWeights(weights)];
}

/**
 * A column as it is counted.
 *
 * @param rows - of its block
 * @throws RangeError for bytes that are no column
 */
export function decodeColumn(data: Uint8Array, rows: number): Column {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [kind, width, places, wide] = [data[0], data[1] ?? 0, data[2] ?? 0, data[3] ?? 0];
  const body = HEAD + (data.length < HEAD ? 0 : view.getUint32(4, true));
  const dictionary = data.subarray(HEAD, body);
  switch (kind) {
    case KINDS.runs:
      return decodeRuns(new Int32Array(copied(data, body)));
    case KINDS.codes:
      return {
        kind: "codes",
        codes: decodeCodes(data, body, width),
        values: JSON.parse(Buffer.from(dictionary).toString()) as readonly (string | null)[], // as encodeBlock writes it
      };
    case KINDS.bytes:
      return {
        kind: "bytes",
        bytes: width === 0 ? new Uint8Array(rows).fill(dictionary[0]!) : new Uint8Array(copied(data, body)),
      };
    case KINDS.weights: {
      const numbers = copied(dictionary, 0);
      const units = wide === 4 ? Array.from(new Uint32Array(numbers), BigInt) : Array.from(new BigUint64Array(numbers));
      return { kind: "weights", codes: decodeCodes(data, body, width), units, places };
    }
    default:
      throw new RangeError(`segment: expected a column of a known kind, got ${kind}`);
  }
}

/** What a decoded column takes in memory, in bytes. */
export function sizeOf(column: Column): number {
  const codes = "codes" in column ? (column.codes?.byteLength ?? 0) : 0;
  switch (column.kind) {
    case "runs":
      return 100 + column.days.byteLength + column.ends.byteLength;
    case "bytes":
      return 100 + column.bytes.byteLength;
    case "codes":
      return (
        100 + codes + indexBytes(column) + column.values.reduce((sum, value) => sum + 24 + 2 * (value?.length ?? 0), 0)
      );
    case "weights":
      return 100 + codes + 88 * column.units.length; // a bigint, and up to eight limbs
    default:
      return column satisfies never;
  }
}

function indexBytes({ rowsByCode }: CodeColumn): number {
  return rowsByCode === undefined ? 0 : rowsByCode.rows.byteLength + rowsByCode.ends.byteLength;
}

function encodeRuns({ rows, came, days, ends }: RunColumn): Buffer {
  return encode("runs", Buffer.alloc(0), Int32Array.from([rows, came, ...days, ...ends]));
}

function decodeRuns(numbers: Int32Array): RunColumn {
  const runs = (numbers.length - 2) / 2;
  return {
    kind: "runs",
    rows: numbers[0]!,
    came: numbers[1]!,
    days: numbers.slice(2, 2 + runs),
    ends: numbers.slice(2 + runs),
  };
}

function encodeWeights({ codes, units, places }: WeightUnits): Buffer {
  const wide = units.every((unit) => unit < 2n ** 32n) ? 4 : 8;
  const numbers = wide === 4 ? Uint32Array.from(units, Number) : BigUint64Array.from(units);
  const bytes = encode("weights", Buffer.from(numbers.buffer), codes);
  bytes[2] = places;
  bytes[3] = wide;
  return bytes;
}

function encode(kind: Column["kind"], dictionary: Buffer, codes: Codes | Int32Array): Buffer {
  const head = Buffer.alloc(HEAD);
  head[0] = KINDS[kind];
  head[1] = codes === null ? 0 : codes.BYTES_PER_ELEMENT;
  head.writeUInt32LE(dictionary.length, 4);
  const body = codes === null ? Buffer.alloc(0) : Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength);
  return Buffer.concat([head, dictionary, body]);
}

function decodeCodes(data: Uint8Array, from: number, width: number): Codes {
  if (width === 0) return null;
  const codes = copied(data, from);
  return width === 1 ? new Uint8Array(codes) : new Uint16Array(codes);
}

/** A copy, so that wide numbers are aligned and a small column does not hold on to the buffer of a whole answer. */
function copied(data: Uint8Array, from: number): ArrayBuffer {
  const copy = new Uint8Array(data.length - from);
  copy.set(data.subarray(from));
  return copy.buffer;
}

/** A block from its columns. */
export function blockOfColumns(columns: ReadonlyMap<ColumnName, Column>): Block {
  const codes = new Map<ColumnName, CodeColumn>();
  const slots = new Map<number, Uint8Array>();
  let runs: RunColumn | null = null;
  let weights: WeightUnits | null = null;
  for (const [name, column] of columns) {
    if (column.kind === "runs") runs = column;
    else if (column.kind === "weights") weights = column;
    else if (column.kind === "codes") codes.set(name, column);
    else slots.set(slotOf(name), (column satisfies ByteColumn).bytes);
  }
  if (runs === null) throw new RangeError("segment: expected a column day, got none");
  return { runs, codes, slots, weights };
}

const slotOf = (name: ColumnName): number => Number(name.slice("slot:".length));
