/** How often somebody may ask. */
interface RateLimitOptions {
  /** Requests a minute; as many may come at once after a minute of silence. 0: any number. */
  readonly perMinute: number;
  /** Names that are kept in mind; of more, those that asked longest ago are forgotten. */
  readonly names?: number;
}

const MINUTE_MS = 60_000;
const NAMES = 10_000;

/** Counts requests by name, in bounded memory: each name is one number, the moment at which it will have its full allowance again. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #names: number;
  /** In the order of last use. */
  readonly #fullAt = new Map<string, number>();

  constructor({ perMinute, names = NAMES }: RateLimitOptions) {
    this.#perMinute = perMinute;
    this.#names = names;
  }

  /** Seconds to wait, at least 1; 0 when the request may pass, which is then counted. `now` in milliseconds, of a clock that never goes back. */
  take(name: string, now: number): number {
    if (this.#perMinute === 0) return 0;
    const fullAt = Math.max(now, this.#fullAt.get(name) ?? now) + MINUTE_MS / this.#perMinute;
    const wait = fullAt - now - MINUTE_MS;
    // A rounding error of a microsecond is no reason to refuse.
    if (wait > 0.001) return Math.ceil(wait / 1000);
    this.#fullAt.delete(name);
    this.#fullAt.set(name, fullAt);
    if (this.#fullAt.size > this.#names) this.#fullAt.delete(this.#fullAt.keys().next().value!); // there is one
    return 0;
  }
}

/** The name of an address: an IPv6 client has a whole /64 to send from, so that counts as one. */
export function addressName(address: string | undefined): string {
  if (address === undefined) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(":")) return mapped ?? address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(gap).fill("0"), ...after].slice(0, 4).join(":");
}
