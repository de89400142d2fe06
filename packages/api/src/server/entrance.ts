import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { type AccessScope, isRevocable, OPEN_VIEWER, STRANGER, type Viewer } from "../access/viewer.ts";
import { type Caller, requestIdOf } from "./caller.ts";
import { allowOrigin } from "./cors.ts";
import { isOwnHost } from "./own-host.ts";
import { HttpProblem } from "./problem.ts";
import { addressName, RateLimit } from "./rate-limit.ts";

/** Tells by the headers of a request who sends it; `STRANGER` for nobody that is known. */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Viewer>;

export interface EntranceOptions {
  /** Address that the server listens on. */
  readonly host: string;
  /** Left out: everybody may do everything, and nobody is counted. */
  readonly authenticate?: Authenticate;
  /** Origins of pages that may read answers, such as https://app.example. */
  readonly origins?: readonly string[];
  /** Requests a minute of one key, and of one address without a key. 0: any number. */
  readonly rates?: { readonly key: number; readonly address: number };
  /** Reverse proxies in front, each of which adds to `x-forwarded-for`. */
  readonly proxies?: number;
}

const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** What every request passes before its route: it gets an id, and whoever may not come in is turned away. */
export class Entrance {
  readonly #options: EntranceOptions;
  readonly #origins: ReadonlySet<string>;
  readonly #keys: RateLimit;
  readonly #addresses: RateLimit;

  constructor(options: EntranceOptions) {
    const { origins = [], rates = { key: 0, address: 0 } } = options;
    this.#options = options;
    this.#origins = new Set(origins);
    this.#keys = new RateLimit({ perMinute: rates.key });
    this.#addresses = new RateLimit({ perMinute: rates.address });
  }

  /** Gives a request its id and its answer the headers that every answer has. */
  mark(request: IncomingMessage, response: ServerResponse): string {
    const requestId = requestIdOf(request.headers["x-request-id"]);
    response.setHeader("x-request-id", requestId);
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    return requestId;
  }

  /** Whether the request was answered here: a page asked whether it may ask. @throws HttpProblem `HOST_UNKNOWN` */
  meet(request: IncomingMessage, response: ServerResponse): boolean {
    if (!isOwnHost(this.#options.host, request.headers.host))
      throw new HttpProblem(421, "HOST_UNKNOWN", "host: expected a name of this machine, got another");
    if (this.#origins.size > 0) response.setHeader("cross-origin-resource-policy", "cross-origin");
    return allowOrigin(this.#origins, request, response);
  }

  /** @throws HttpProblem `RATE_LIMITED`, `UNAUTHENTICATED`; Unavailable when it cannot be told who it is */
  async admit(request: IncomingMessage, requestId: string): Promise<Caller> {
    const { authenticate } = this.#options;
    if (authenticate === undefined) return { viewer: OPEN_VIEWER, requestId };
    const viewer = await authenticate(request.headers).catch((error: unknown) => {
      // As long as it cannot be told who sends it, it counts as from a stranger.
      this.#count(request, STRANGER);
      throw error;
    });
    this.#count(request, viewer);
    if (isStranger(viewer)) throw unauthenticated();
    if (!isRevocable(viewer)) return { viewer, requestId };
    const confirm = async (): Promise<void> => {
      if (isStranger(await authenticate(request.headers))) throw unauthenticated();
    };
    return { viewer, requestId, confirm };
  }

  /** @throws HttpProblem `RATE_LIMITED` */
  #count(request: IncomingMessage, viewer: Viewer): void {
    const wait = isStranger(viewer)
      ? this.#addresses.take(addressName(this.#addressOf(request)), performance.now())
      : this.#keys.take(viewer.id, performance.now());
    if (wait === 0) return;
    throw new HttpProblem(429, "RATE_LIMITED", "requests: expected fewer in a minute, got one more", {
      headers: { "retry-after": String(wait) },
    });
  }

  /** What the outermost of our own proxies saw; a client can write what it likes before that. */
  #addressOf({ headers, socket }: IncomingMessage): string | undefined {
    const { proxies = 0 } = this.#options;
    const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
    return (proxies > 0 ? forwarded.at(-proxies)?.trim() : undefined) || socket.remoteAddress;
  }
}

const isStranger = ({ id }: Viewer): boolean => id === STRANGER.id;

const unauthenticated = (): HttpProblem =>
  new HttpProblem(401, "UNAUTHENTICATED", "authorization: expected an API key or a token, got none that is valid", {
    headers: { "www-authenticate": "Bearer" },
  });

/** @throws HttpProblem `FORBIDDEN` */
export function requireScopeOf({ viewer }: Caller, scope: AccessScope): void {
  if (viewer.scopes.has(scope)) return;
  throw new HttpProblem(
    403,
    "FORBIDDEN",
    `authorization: expected a key or token with scope ${scope}, got one without`,
  );
}
