import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Where Debian, and most others, put a Chromium. */
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A browser of this machine; null when it has none. */
export function findBrowser(): string | null {
  return BROWSERS.find((path) => existsSync(path)) ?? null;
}

export interface DemoServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Builds the page and starts Klik with its demo data, as `npm start` does, on a free port and a data directory of its own. */
export async function startDemoServer(): Promise<DemoServer> {
  await finished(
    spawn(process.execPath, ["-e", 'import("./scripts/build-page.mjs").then((page) => page.buildPage())'], {
      cwd: at(""),
    }),
  );
  const directory = mkdtempSync(join(tmpdir(), "klik-page-"));
  const server = spawn(process.execPath, [at("packages/api/dist/cli/main.js"), "serve"], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", KLIK_DATA_DIR: directory, DATABASE_URL: "" },
  });
  const url = await urlOf(server);
  return {
    url,
    async stop() {
      server.kill();
      await finished(server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function urlOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /ready in .*: (http:\S+)\/graphql/.exec(said);
      if (found !== null) resolve(found[1]!);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`klik serve: expected it to start, got\n${said}`)));
  });
}

function finished(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve());
  });
}
