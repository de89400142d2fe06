import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect } from "vitest";
import { type Engine, openTestDatabase, type TestDatabase } from "../database.ts";
import { firstMessage } from "../server-process.ts";

const CHILD = fileURLToPath(new URL("target-child.mjs", import.meta.url));

/** How much is sent: some of everything, or all of it. */
export const IS_FULL = process.env["KLIK_ATTACK"] === "full";

const SECONDS = 2;
const KEPT_BYTES = 256 * 1024 * 1024;

export interface Attack {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface Outcome {
  readonly status: number;
  readonly text: string;
}

interface Usage {
  readonly rss: number;
  /** Bytes that are still held after a collection. */
  readonly held: number;
  readonly cpuSeconds: number;
}

/** What must never be in an answer: stacks, SQL, words of the driver or of the database. */
const LEAK =
  /\bat .*\.m?[tj]s:\d+|node_modules|kysely|syntax error at|relation "|column "\w+" does|duplicate key|violates|\bselect\b.*\bfrom\b|SQLSTATE|ECONNREFUSED|INTERNAL_SERVER_ERROR|invalid byte sequence|out of range for type/i;

/** A server in a process of its own, with the demo data and a key. */
export class Target {
  readonly url: URL;
  readonly key: string;
  readonly #child: ChildProcess;
  readonly #database: TestDatabase | null;

  private constructor(child: ChildProcess, database: TestDatabase | null, started: { url: string; key: string }) {
    this.#child = child;
    this.#database = database;
    this.url = new URL(started.url);
    this.key = started.key;
  }

  static async start(engine: Engine): Promise<Target> {
    const database = engine === "server" ? await openTestDatabase("server") : null;
    const child = spawn(process.execPath, ["--expose-gc", CHILD, JSON.stringify({ address: database?.address })], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    return new Target(child, database, await firstMessage<{ readonly url: string; readonly key: string }>(child));
  }

  async usage(): Promise<Usage> {
    this.#child.send("usage");
    const [usage] = (await once(this.#child, "message")) as [Usage];
    return usage;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
    await this.#database?.close();
  }

  send({ method = "POST", path = "/graphql", headers = {}, body }: Attack): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.url;
      const asking = request(
        {
          hostname,
          port,
          method,
          path,
          headers: { "content-type": "application/json", authorization: `Bearer ${this.key}`, ...headers },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
          );
        },
      );
      asking.on("error", reject);
      asking.end(body);
    });
  }

  /** A connection, to write on it what no client would. */
  async connect(): Promise<Socket> {
    const socket = connect(Number(this.url.port), this.url.hostname);
    socket.on("error", () => {});
    await once(socket, "connect");
    return socket;
  }
}

/**
 * Sends attacks one after another, and fails for any that is answered with a 5xx or with words from inside, that takes more than 2 seconds,
 * or after which the server holds more than 256 MB more. Where the machine is slow, 2 seconds of the server's own computing count.
 */
export async function expectToHold(target: Target, attacks: Iterable<Attack>): Promise<number> {
  const before = await target.usage();
  const failures: string[] = [];
  let sent = 0;
  // Told at once: of a run that is cut off too.
  const fail = (text: string): void => {
    failures.push(text);
    console.error(text);
  };
  for (const attack of attacks) {
    sent++;
    const started = performance.now();
    const outcome = await target.send(attack).catch((error: Error) => ({ status: 599, text: error.message }));
    const seconds = (performance.now() - started) / 1000;
    if (outcome.status >= 500 || LEAK.test(errorsOf(outcome.text)))
      fail(`${attack.name}: ${outcome.status} ${outcome.text.slice(0, 300)}`);
    if (seconds > SECONDS) {
      const { cpuSeconds } = await target.usage();
      const again = await timed(target, attack, cpuSeconds);
      if (again > SECONDS) fail(`${attack.name}: ${again.toFixed(1)} s`);
    }
  }
  expect(failures).toEqual([]);
  const { held } = await target.usage();
  expect(held - before.held).toBeLessThan(KEPT_BYTES);
  return sent;
}

/** What an answer says of itself; data may say anything. */
function errorsOf(text: string): string {
  try {
    const { data: _data, ...rest } = JSON.parse(text) as { readonly data?: unknown };
    return JSON.stringify(rest);
  } catch {
    return text;
  }
}

/** Sends it once more and counts what the process computed: another process may have had the processor. */
async function timed(target: Target, attack: Attack, cpuBefore: number): Promise<number> {
  await target.send(attack);
  return (await target.usage()).cpuSeconds - cpuBefore;
}

/** The same attacks on both engines. */
export function describeOnTargets(title: string, tests: (engine: Engine) => void): void {
  describe.each<Engine>(["embedded", "server"])(`${title} (%s)`, tests);
}

export const asGraphql = (name: string, query: string, variables?: unknown): Attack => ({
  name,
  body: JSON.stringify({ query, variables }),
});
