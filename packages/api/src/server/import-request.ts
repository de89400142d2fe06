import type { IncomingMessage } from "node:http";
import type { Delimiter } from "../ingest/csv.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { HttpProblem } from "./problem.ts";

/** What `POST /import` asks, but for its body. */
export interface ImportRequest {
  readonly instrument: string;
  /** JSON, as `klik import --mapping` takes it. */
  readonly mapping: unknown;
  readonly format: "csv" | "ndjson";
  readonly delimiter: Delimiter | null;
  /** Makes organisations, sectors, channels and touchpoints that are new. */
  readonly create: boolean;
  readonly gzip: boolean;
  readonly idempotencyKey: string | null;
}

const PARAMETERS = ["instrument", "mapping", "format", "delimiter", "create"] as const;

/** A web page can send text/plain and forms to any address without asking first: so neither is here, nor is no type at all. */
const FORMATS: ReadonlyMap<string, "csv" | "ndjson" | null> = new Map([
  ["text/csv", "csv"],
  ["application/csv", "csv"],
  ["application/x-ndjson", "ndjson"],
  ["application/ndjson", "ndjson"],
  ["application/jsonl", "ndjson"],
  ["application/x-jsonlines", "ndjson"],
  ["application/octet-stream", null],
]);

/** @throws HttpProblem for a parameter or a header that cannot be used */
export function readImportRequest({ headers }: IncomingMessage, query: URLSearchParams): ImportRequest {
  const parameters = readParameters(query);
  const { instrument } = parameters;
  if (instrument === undefined) throw invalid("instrument", "the code of an instrument", "none");
  const format = readFormat(headers["content-type"], parameters.format);
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding !== "gzip" && encoding !== "identity") {
    throw new HttpProblem(415, "ENCODING_UNSUPPORTED", "content-encoding: expected gzip or none, got another", {
      headers: { "accept-encoding": "gzip" },
    });
  }
  const length = Number(headers["content-length"] ?? 0);
  if (length > IMPORT_LIMITS.file) {
    throw new HttpProblem(413, "FILE_TOO_LARGE", `file: expected at most ${IMPORT_LIMITS.file} bytes, got ${length}`);
  }
  const key = headers["idempotency-key"];
  return {
    instrument,
    mapping: readMapping(parameters.mapping),
    format,
    delimiter: readDelimiter(parameters.delimiter),
    create: readCreate(parameters.create),
    gzip: encoding === "gzip",
    idempotencyKey: key === undefined ? null : String(key),
  };
}

type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>;

function readParameters(query: URLSearchParams): Parameters {
  const read: Parameters = {};
  for (const [name, value] of query) {
    const known = PARAMETERS.find((one) => one === name);
    if (known === undefined) throw invalid("query", PARAMETERS.join(", "), "another parameter");
    if (read[known] !== undefined) throw invalid(known, "it once", "it twice");
    read[known] = value;
  }
  return read;
}

function readFormat(contentType: string | undefined, parameter: string | undefined): "csv" | "ndjson" {
  const [type = "", ...attributes] = (contentType ?? "").toLowerCase().split(";");
  const format = FORMATS.get(type.trim());
  const charset = attributes
    .find((one) => one.trim().startsWith("charset="))
    ?.split("=")[1]
    ?.replaceAll('"', "")
    .trim();
  if (format === undefined || !["utf-8", "utf8", "us-ascii", undefined].includes(charset)) {
    throw new HttpProblem(
      415,
      "MEDIA_TYPE_UNSUPPORTED",
      "content-type: expected text/csv or application/x-ndjson in UTF-8, or application/octet-stream with format=csv or format=ndjson, got another",
      { headers: { accept: "text/csv, application/x-ndjson, application/octet-stream" } },
    );
  }
  if (parameter !== undefined && parameter !== "csv" && parameter !== "ndjson")
    throw invalid("format", "csv or ndjson", "another");
  if (parameter !== undefined && format !== null && parameter !== format)
    throw invalid("format", `${format}, as the content-type says`, parameter);
  const read = parameter ?? format;
  if (read === null) throw invalid("format", "csv or ndjson, as the content-type does not say", "none");
  return read;
}

function readMapping(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("mapping", "JSON", "something else");
  }
}

function readDelimiter(text: string | undefined): Delimiter | null {
  if (text === undefined) return null;
  if (text === "tab" || text === "\t") return "\t";
  if (text === "," || text === ";") return text;
  throw invalid("delimiter", ", ; or tab", "another");
}

function readCreate(text: string | undefined): boolean {
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw invalid("create", "true or false", "another");
}

const invalid = (where: string, expected: string, got: string): HttpProblem =>
  new HttpProblem(400, "PARAMETER_INVALID", `${where}: expected ${expected}, got ${got}`);
