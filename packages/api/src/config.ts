import { z } from "zod";
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
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PORT_RANGE = "a whole number from 0 to 65535";

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
});

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
  return {
    databaseUrl: read.data.DATABASE_URL,
    dataDirectory: read.data.KLIK_DATA_DIR,
    host: read.data.HOST,
    port: read.data.PORT,
    timeZone: read.data.KLIK_TIME_ZONE,
    logLevel: read.data.LOG_LEVEL,
  };
}

/** A URL holds a password. */
const shown = (name: string, value: string | undefined): string =>
  name === "DATABASE_URL" ? "something else (not shown: it may hold a password)" : JSON.stringify(value);

function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
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
