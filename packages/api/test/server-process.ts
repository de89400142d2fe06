import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { DatabaseAddress } from "../src/db/connect.ts";

const CHILD = fileURLToPath(new URL("serve-child.mjs", import.meta.url));

export type ServerTarget = { readonly directory: string } | { readonly address: DatabaseAddress };

/** What a child process says first. @throws Error when it ends without a word */
export async function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${child.spawnargs[1]}: expected a message, got exit ${String(code)}`);
  });
  ended.catch(() => {}); // later it may end as it likes
  const [message] = (await Promise.race([once(child, "message"), ended])) as [Message];
  return message;
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(target: ServerTarget): Promise<ServerProcess> {
    const child = spawn(process.execPath, [CHILD, JSON.stringify(target)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const { url } = await firstMessage<{ readonly url: string }>(child);
    return new ServerProcess(child, url);
  }

  /** The most bytes of memory that it took since it was last asked. */
  async mostMemory(): Promise<number> {
    this.#child.send("most");
    const [message] = (await once(this.#child, "message")) as [{ readonly most: number }];
    return message.most;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}
