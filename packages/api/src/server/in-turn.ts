import type { IncomingMessage, ServerResponse } from "node:http";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers the requests of one connection one after another: each when the answer before it has been taken. Otherwise a client that sends many at
 * once and reads nothing would have all their answers wait in memory.
 */
export function inTurn(answer: Listener): Listener {
  const last = new WeakMap<IncomingMessage["socket"], Promise<void>>();
  return (request, response) => {
    const { socket } = request;
    const before = last.get(socket);
    last.set(socket, new Promise((resolve) => response.once("close", resolve)));
    if (before === undefined) answer(request, response);
    else
      void before.then(() => {
        if (!socket.destroyed) answer(request, response);
      });
  };
}
