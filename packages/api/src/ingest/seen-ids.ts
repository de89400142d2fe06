const IDS_IN_CHUNK = 8192;
/** 64 MB of bits: half a billion responses when their ids stand close together, as those of one source do. */
const MOST_CHUNKS = 65_536;

/** A set of response ids as bits, with a bound on its memory: what it has no room for it does not take. */
export class SeenIds {
  readonly #chunks = new Map<number, Uint8Array>();
  readonly #mostChunks: number;

  constructor(mostChunks = MOST_CHUNKS) {
    this.#mostChunks = mostChunks;
  }

  hasRoomFor(ids: readonly string[]): boolean {
    const added = new Set(ids.map(chunkOf).filter((key) => !this.#chunks.has(key)));
    return this.#chunks.size + added.size <= this.#mostChunks;
  }

  add(id: string): void {
    const key = chunkOf(id);
    let chunk = this.#chunks.get(key);
    if (chunk === undefined) {
      if (this.#chunks.size >= this.#mostChunks) return;
      chunk = new Uint8Array(IDS_IN_CHUNK / 8);
      this.#chunks.set(key, chunk);
    }
    const place = Number(id) % IDS_IN_CHUNK;
    chunk[place >> 3] = (chunk[place >> 3] ?? 0) | (1 << (place & 7));
  }

  has(id: string): boolean {
    const place = Number(id) % IDS_IN_CHUNK;
    return ((this.#chunks.get(chunkOf(id))?.[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  }
}

const chunkOf = (id: string): number => Math.floor(Number(id) / IDS_IN_CHUNK);
