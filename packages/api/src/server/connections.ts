import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The connections of clients, each with its answers that have not been taken: a server that stops waits for these, and for nothing else. */
export class Connections {
  readonly #answers = new Map<Socket, Set<ServerResponse>>();
  #areLast = false;
  #isClosing = false;

  add(socket: Socket): void {
    this.#answers.set(socket, new Set());
    socket.once("close", () => this.#answers.delete(socket));
  }

  addAnswer(response: ServerResponse): void {
    const { socket } = response.req;
    const answers = this.#answers.get(socket);
    answers?.add(response);
    response.once("close", () => {
      answers?.delete(response);
      if (this.#isClosing) this.#closeIdle(socket);
    });
    if (this.#areLast) endConnection(response);
  }

  /** From now on a connection ends with the answer that is made on it. */
  makeLast(): void {
    this.#areLast = true;
    for (const answers of this.#answers.values()) for (const response of answers) endConnection(response);
  }

  /** Closes each connection as soon as no answer is awaited on it; one that has sent nothing, or half a request, at once. */
  close(): void {
    this.#isClosing = true;
    for (const socket of this.#answers.keys()) this.#closeIdle(socket);
  }

  #closeIdle(socket: Socket): void {
    if (this.#answers.get(socket)?.size === 0) socket.destroySoon();
  }
}

function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
}
