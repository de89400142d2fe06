import { z } from "zod";
import { isPublicKey, isSafeUrl, readTokenConfig, SHORTEST_SECRET, type TokenConfig } from "./access/token-config.ts";
import { SetupError } from "./setup-error.ts";

/** How this process of Klik is set up. Every variable of the README's table, and nothing else. */
export interface Config {
  /** `DATABASE_URL`: a Postgres server; null: the embedded database in `dataDirectory`. */
  readonly databaseUrl: string | null;
  /** `KLIK_DATA_DIR`: where the embedded database keeps its files. */
  readonly dataDirectory: string;
  /** `HOST`: address to listen on. */
  readonly host: string;
  /** `PORT`: port to listen on; 0: any free one. */
  readonly port: number;
  /** `KLIK_TIME_ZONE`: IANA zone in which the days of responses are counted. */
  readonly timeZone: string;
  /** `LOG_LEVEL`: the least severe messages to log. */
  readonly logLevel: LogLevel;
  /** `KLIK_ACCESS`: `open`: whoever reaches the server may do everything; `keys`: only who has a key or a token comes in. */
  readonly access: "open" | "keys";
  /** `KLIK_JWT_SECRET`, `_PUBLIC_KEY` or `_JWKS_URL`, `_ALGORITHMS`, `_ISSUER`, `_AUDIENCE`: tokens that are taken; null: none. */
  readonly tokens: TokenConfig | null;
  /** `KLIK_ALLOWED_ORIGINS`: origins whose pages may read answers; none by default. */
  readonly allowedOrigins: readonly string[];
  /** `KLIK_RATE_LIMIT`: requests a minute of one key. 0: any number. */
  readonly keyRate: number;
  /** `KLIK_RATE_LIMIT_STRANGERS`: requests a minute of one address without a key. 0: any number. */
  readonly addressRate: number;
  /** `KLIK_PROXIES`: reverse proxies in front of the server, for the address of whoever asks. */
  readonly proxies: number;
  /** `KLIK_OPERATIONS`: file of GraphQL operations that clients can ask for by their hash. */
  readonly operations: string | null;
  /** `KLIK_OPERATIONS_ONLY`: whether no other operation runs. */
  readonly operationsOnly: boolean;
  /** `KLIK_REPORT_MINUTES`: so often reports are looked at, and computed anew when what they are made from changed. 0: never. */
  readonly reportMinutes: number;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PORT_RANGE = "a whole number from 0 to 65535";

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from 0 to ${most}`)
    .transform(Number)
    .refine((number) => number <= most, `a whole number from 0 to ${most}`);

const variables = z.object({
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "postgresql://user:password@host:5432/database")
    .transform((url): string | null => url)
    .default(null),
  KLIK_DATA_DIR: z.string().default(".klik"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RANGE)
    .transform(Number)
    .refine((port) => port <= 65535, PORT_RANGE)
    .default(4000),
  KLIK_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "an IANA time zone such as Europe/Amsterdam")
    .default("Europe/Amsterdam"),
  LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`).default("info"),
  KLIK_ACCESS: z.enum(["open", "keys"], "open or keys").optional(),
  KLIK_JWT_SECRET: z.string().min(SHORTEST_SECRET, `at least ${SHORTEST_SECRET} characters`).optional(),
  KLIK_JWT_PUBLIC_KEY: z.string().refine(isPublicKey, "a public key that begins -----BEGIN PUBLIC KEY-----").optional(),
  KLIK_JWT_JWKS_URL: z.string().refine(isSafeUrl, "an https address").optional(),
  KLIK_JWT_ALGORITHMS: z.string().optional(),
  KLIK_JWT_ISSUER: z.string().optional(),
  KLIK_JWT_AUDIENCE: z.string().optional(),
  KLIK_ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .refine((origins) => origins.every(isOrigin), "origins such as https://app.example, with commas between")
    .default([]),
  KLIK_RATE_LIMIT: wholeNumber(1_000_000).default(6_000),
  KLIK_RATE_LIMIT_STRANGERS: wholeNumber(1_000_000).default(600),
  KLIK_PROXIES: wholeNumber(10).default(0),
  KLIK_OPERATIONS: z
    .string()
    .transform((path): string | null => path)
    .default(null),
  KLIK_OPERATIONS_ONLY: z
    .enum(["true", "false"], "true or false")
    .transform((text) => text === "true")
    .default(false),
  KLIK_REPORT_MINUTES: wholeNumber(1_440).default(5),
});

/** All that is read, in the order of the README's table. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(variables.shape);

/**
 * Reads the configuration, from the environment of this process unless another is given. A variable that is empty
 * counts as not set. This is the only reader of `process.env`.
 *
 * @throws SetupError `CONFIG_INVALID`, naming each variable that is wrong, what was expected and what came
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = variables.safeParse(set);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}: expected ${message}, got ${shown(name, set[name])}`;
    });
    throw new SetupError("CONFIG_INVALID", problems.join("\n"));
  }
  const problems: string[] = [];
  const tokens = readTokenConfig(read.data, (text) => problems.push(text));
  const mustClose = read.data.DATABASE_URL !== null ? "DATABASE_URL" : tokens !== null ? "KLIK_JWT_…" : null;
  if (read.data.KLIK_ACCESS === "open" && mustClose !== null)
    problems.push(`KLIK_ACCESS: expected keys, as ${mustClose} is set, got "open"`);
  if (problems.length > 0) throw new SetupError("CONFIG_INVALID", problems.join("\n"));
  return {
    databaseUrl: read.data.DATABASE_URL,
    dataDirectory: read.data.KLIK_DATA_DIR,
    host: read.data.HOST,
    port: read.data.PORT,
    timeZone: read.data.KLIK_TIME_ZONE,
    logLevel: read.data.LOG_LEVEL,
    access: read.data.KLIK_ACCESS ?? (mustClose === null ? "open" : "keys"),
    tokens,
    allowedOrigins: read.data.KLIK_ALLOWED_ORIGINS,
    keyRate: read.data.KLIK_RATE_LIMIT,
    addressRate: read.data.KLIK_RATE_LIMIT_STRANGERS,
    proxies: read.data.KLIK_PROXIES,
    operations: read.data.KLIK_OPERATIONS,
    operationsOnly: read.data.KLIK_OPERATIONS_ONLY,
    reportMinutes: read.data.KLIK_REPORT_MINUTES,
  };
}

/** A URL holds a password. */
const shown = (name: string, value: string | undefined): string =>
  ["DATABASE_URL", "KLIK_JWT_SECRET", "KLIK_JWT_PUBLIC_KEY"].includes(name)
    ? "something else, which is not shown"
    : JSON.stringify(value);

function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

/** As a browser sends it; `*` is none, and neither is one with a path. */
function isOrigin(origin: string): boolean {
  return /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    // It takes offsets such as +01:00 too, but Postgres reads their sign the other way round.
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}
