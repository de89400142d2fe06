import type { IncomingMessage } from "node:http";
import { GraphQLError } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { GatheredBytes } from "../gathered-bytes.ts";
import { LIMITS } from "../limits.ts";
import { bodyOf } from "./body.ts";
import { limitError } from "./limit-error.ts";

const TYPES = ["application/json", "application/graphql+json"];

/**
 * Reads requests to GraphQL: the parameters of a GET, or a JSON body.
 *
 * Other bodies are refused: a web page can send forms and plain text to any address without asking first, and a mutation must not come that
 * way.
 */
export function graphqlRequest(): Plugin<object, { req?: IncomingMessage }> {
  return {
    onRequestParse({ request, setRequestParser, serverContext: { req } }) {
      if (request.method === "GET") setRequestParser(({ url }) => readQuery(url));
      if (request.method !== "POST") return;
      requireJson(request.headers.get("content-type"));
      requirePlain(request.headers.get("content-encoding"));
      // Read as it came, a body that is refused half way leaves a connection on which the refusal can be told.
      setRequestParser(() => readBody(request.headers, req === undefined ? (request.body ?? []) : bodyOf(req)));
    },
  };
}

/** @throws GraphQLError `MEDIA_TYPE_UNSUPPORTED` */
function requireJson(contentType: string | null): void {
  const [type = "", ...attributes] = (contentType ?? "").toLowerCase().split(";");
  const charset = attributes.find((one) => one.trim().startsWith("charset="))?.replace(/^.*=|["\s]/g, "");
  if (TYPES.includes(type.trim()) && ["utf-8", "utf8", undefined].includes(charset)) return;
  throw new GraphQLError(`content-type: expected ${TYPES[0]} in UTF-8, got another`, {
    extensions: { code: "MEDIA_TYPE_UNSUPPORTED", http: { status: 415, headers: { accept: TYPES.join(", ") } } },
  });
}

/** @throws GraphQLError `ENCODING_UNSUPPORTED` */
function requirePlain(contentEncoding: string | null): void {
  if (["identity", ""].includes((contentEncoding ?? "").trim().toLowerCase())) return;
  throw new GraphQLError("content-encoding: expected none, got one", {
    extensions: { code: "ENCODING_UNSUPPORTED", http: { status: 415, headers: { "accept-encoding": "identity" } } },
  });
}

function readQuery(url: string): GraphQLParams {
  const query = new URLSearchParams(/\?(.*)$/s.exec(url)?.[1]);
  const params: Record<string, unknown> = {};
  for (const name of ["query", "operationName"]) {
    const value = query.get(name);
    if (value) params[name] = value;
  }
  for (const name of ["variables", "extensions"]) {
    const value = query.get(name);
    if (value) params[name] = parseJson(name, value);
  }
  return params;
}

/** @throws GraphQLError `BODY_TOO_LARGE`, `BAD_REQUEST` */
async function readBody(
  headers: Headers,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<GraphQLParams> {
  const length = Number(headers.get("content-length") ?? 0);
  if (length > LIMITS.bodyBytes) throw tooLarge();
  const params = parseJson("body", textOf(await bytesOf(body)));
  if (Array.isArray(params)) throw invalid("body", "one operation", "a list");
  return params as GraphQLParams; // what its values are is checked after this
}

async function bytesOf(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const gathered = new GatheredBytes();
  try {
    for await (const piece of body) {
      if (gathered.length + piece.length > LIMITS.bodyBytes) throw tooLarge();
      gathered.add(piece);
    }
  } catch (error) {
    // Whoever sent it has left: that is nothing for the log.
    throw error instanceof GraphQLError ? error : invalid("body", "all of it", "a part");
  }
  return gathered.all();
}

const tooLarge = (): GraphQLError => limitError("BODY_TOO_LARGE", "body.bytes", LIMITS.bodyBytes);

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("body", "UTF-8", "other bytes");
  }
}

function parseJson(where: string, text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(where, "JSON", "something else");
  }
  if (typeof value === "object" && value !== null) return value;
  throw invalid(where, "a JSON object", value === null ? "null" : `a ${typeof value}`);
}

const invalid = (where: string, expected: string, got: string): GraphQLError =>
  new GraphQLError(`${where}: expected ${expected}, got ${got}`, {
    extensions: { code: "BAD_REQUEST", http: { status: 400 } },
  });
