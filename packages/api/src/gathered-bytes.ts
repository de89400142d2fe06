/**
 * Bytes that come in pieces, as one. They are copied: a client can send a body a byte at a time, and each piece that is kept takes some 300
 * times what it holds.
 */
export class GatheredBytes {
  #space: Buffer = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#space.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#space.length));
      this.#space.copy(larger, 0, 0, this.#length);
      this.#space = larger;
    }
    this.#space.set(piece, this.#length);
    this.#length = length;
  }

  /** All of them. */
  all(): Buffer {
    return this.#space.subarray(0, this.#length);
  }
}
