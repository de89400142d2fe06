import type { Column, ColumnName } from "./block.ts";
import { sizeOf } from "./column-bytes.ts";

/** What a column takes that is known to be absent. */
const ABSENT_BYTES = 50;

interface Entry {
  readonly column: Column | null;
  readonly bytes: number;
}

export interface ColumnCacheStatistics {
  /** Bytes held, at most `maxBytes`. */
  readonly bytes: number;
  readonly maxBytes: number;
  readonly columns: number;
  readonly hits: number;
  readonly misses: number;
}

/**
 * Decoded columns of segments, the least recently used of which go when there is no room. A segment never changes, so an
 * entry is right for ever; the organisation is part of every key.
 */
export class ColumnCache {
  readonly #maxBytes: number;
  /** In the order of last use. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The column; `null`: the segment has none of that name; `undefined`: not known here. */
  get(organisationId: number, segmentId: string, name: ColumnName): Column | null | undefined {
    const key = keyOf(organisationId, segmentId, name);
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#misses++;
      return undefined;
    }
    this.#hits++;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.column;
  }

  set(organisationId: number, segmentId: string, name: ColumnName, column: Column | null): void {
    const key = keyOf(organisationId, segmentId, name);
    const bytes = key.length + (column === null ? ABSENT_BYTES : sizeOf(column));
    this.#drop(key);
    this.#entries.set(key, { column, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#drop(oldest);
    }
  }

  statistics(): ColumnCacheStatistics {
    return {
      bytes: this.#bytes,
      maxBytes: this.#maxBytes,
      columns: this.#entries.size,
      hits: this.#hits,
      misses: this.#misses,
    };
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#bytes -= entry.bytes;
    this.#entries.delete(key);
  }
}

const keyOf = (organisationId: number, segmentId: string, name: ColumnName): string =>
  `${organisationId} ${segmentId} ${name}`;
