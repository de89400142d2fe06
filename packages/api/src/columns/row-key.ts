import { MARK } from "@klik/metrics-core/columns";
import type { Block, ColumnName } from "./block.ts";
import { decimalOf } from "./draft.ts";

interface KeyPart {
  readonly column: number;
  readonly codes: ArrayLike<number> | null;
  /** Token of each code; 0: the default, which is not written. */
  readonly tokens: ArrayLike<number>;
}

/**
 * Keys of rows: two rows have equal keys when they say the same, in whatever block they stand. The sign is no part of it.
 *
 * Columns and values are numbered as they turn up, so keys of different instances cannot be compared.
 */
export class RowKeys {
  readonly #columns = new Map<string, number>();
  readonly #values = new Map<string, Map<string | null, number>>();
  #bytes = new Uint8Array(256);

  /** The keys of a block: call it with a row, get the bytes of its key, which are valid until the next call. */
  read(block: Block): (row: number) => Uint8Array {
    const parts: KeyPart[] = [];
    for (const [name, { codes, values }] of block.codes) {
      parts.push({ column: this.#column(name), codes, tokens: this.#tokens(name, values, null) });
    }
    if (block.weights !== null) {
      const { codes, units } = block.weights;
      const texts = units.map((unit) => decimalOf(unit, block.weights!));
      parts.push({ column: this.#column("weight"), codes, tokens: this.#tokens("weight", texts, "1") });
    }
    for (const [slot, bytes] of block.slots) {
      parts.push({ column: this.#column(`slot:${slot}`), codes: bytes, tokens: SLOT_TOKENS });
    }
    parts.sort((a, b) => a.column - b.column);
    if (this.#bytes.length < 4 + 8 * parts.length) this.#bytes = new Uint8Array(4 + 16 * parts.length);
    const dayOf = dayReader(block);
    return (row) => {
      const bytes = this.#bytes;
      let length = write(bytes, 0, dayOf(row));
      for (let i = 0; i < parts.length; i++) {
        const { column, codes, tokens } = parts[i]!;
        const token = tokens[codes === null ? 0 : codes[row]!]!;
        if (token === 0) continue;
        length = write(bytes, length, column);
        length = write(bytes, length, token);
      }
      return bytes.subarray(0, length);
    };
  }

  #column(name: ColumnName): number {
    const known = this.#columns.get(name) ?? this.#columns.size;
    this.#columns.set(name, known);
    return known;
  }

  #tokens(name: ColumnName, values: readonly (string | null)[], byDefault: string | null): readonly number[] {
    const known = this.#values.get(name) ?? new Map<string | null, number>([[byDefault, 0]]);
    this.#values.set(name, known);
    return values.map((value) => {
      const token = known.get(value) ?? known.size;
      known.set(value, token);
      return token;
    });
  }
}

/** A byte of an answer is its own value; a missing one is not written. */
const SLOT_TOKENS = Int32Array.from({ length: 256 }, (_, byte) => (byte === MARK.MISSING ? 0 : byte + 1));

function write(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
  return at + 4;
}

/** The day of each row, fastest when rows are asked for in order. */
function dayReader({ runs: { days, ends } }: Block): (row: number) => number {
  let run = 0;
  return (row) => {
    if (run > 0 && row < ends[run - 1]!) run = 0;
    while (row >= ends[run]!) run++;
    return days[run]!;
  };
}

/** A hash of a key, as a signed whole number: MurmurHash3's mixing, over bytes in fours (keys have a multiple of four). */
export function hashKey(key: Uint8Array, seed: number): number {
  let h = seed;
  for (let i = 0; i < key.length; i += 4) {
    let k = key[i]! | (key[i + 1]! << 8) | (key[i + 2]! << 16) | (key[i + 3]! << 24);
    k = Math.imul(k, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = Math.imul(h, 5) + 0xe6546b64;
  }
  h ^= key.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
