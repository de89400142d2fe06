import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

const STATUS: ReadonlyMap<string, number> = new Map([
  ["HPE_HEADER_OVERFLOW", 431],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", 413],
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
]);

/** Answers bytes that are no HTTP request, or one with headers beyond measure, as every other mistake is answered; then closes. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS.get(error.code ?? "") ?? 400;
  const title = STATUS_CODES[status] ?? "";
  const body = JSON.stringify({
    title,
    status,
    code: "REQUEST_INVALID",
    detail: "request: expected HTTP/1.1, got something else",
  });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    "content-type: application/problem+json",
    `content-length: ${body.length}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
