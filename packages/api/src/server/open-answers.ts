import { once } from "node:events";
import type { ServerResponse } from "node:http";

/** The answers that are not yet with their clients: a server that stops waits for them. */
export class OpenAnswers {
  readonly #open = new Set<ServerResponse>();
  #areLast = false;

  add(response: ServerResponse): void {
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
    if (this.#areLast) endConnection(response);
  }

  /** From now on a connection ends with the answer that is made on it. */
  makeLast(): void {
    this.#areLast = true;
    for (const response of this.#open) endConnection(response);
  }

  /** Resolves when those that are made have been taken. */
  async taken(): Promise<void> {
    const made = [...this.#open].filter(({ writableEnded }) => writableEnded);
    await Promise.all(made.map((response) => once(response, "close")));
  }
}

function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
}
