import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** A built page in memory: what is not in its folder when the server starts cannot be asked for. */
export type PageFiles = ReadonlyMap<string, PageFile>;

interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly tag: string;
  /** Its name changes with its content, so it may be kept for ever. */
  readonly isLasting: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Files of its own and requests to its own server: no script or style written into the page, nothing from elsewhere, in no frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Reads a folder with an `index.html` and whatever it needs. Null when the page is not built. */
export function readPageFiles(folder: string): PageFiles | null {
  if (!existsSync(join(folder, "index.html"))) return null;
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Map(
    files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(folder.length).replaceAll("\\", "/").replace(/^\/*/, "/");
      const type = TYPES[extname(name)];
      return type === undefined
        ? []
        : [[name === "/index.html" ? "/" : name, pageFile(readFileSync(path), type, name)]];
    }),
  );
}

function pageFile(plain: Buffer, type: string, name: string): PageFile {
  const tag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { type, plain, zipped: gzipSync(plain), tag, isLasting: name.startsWith("/assets/") };
}

/** Answers with a file of the page. False when the page has no such file. */
export function sendPageFile(
  files: PageFiles,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const file = files.get(pathname);
  if (file === undefined) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return true;
  }
  const isZipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const body = isZipped ? file.zipped : file.plain;
  // The two encodings are two bodies, and a tag names one of them.
  const tag = isZipped ? file.tag.replace(/"$/, '-gzip"') : file.tag;
  const headers = {
    "cache-control": file.isLasting ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": POLICY,
    etag: tag,
    "referrer-policy": "no-referrer",
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
  };
  if (String(request.headers["if-none-match"] ?? "").includes(tag)) {
    response.writeHead(304, headers).end();
    return true;
  }
  response.writeHead(200, {
    ...headers,
    "content-type": file.type,
    "content-length": body.length,
    ...(isZipped ? { "content-encoding": "gzip" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}
