import { type Api, createApi } from "../src/api.ts";
import { startHttpServer } from "../src/server/http-server.ts";
import type { TestDatabase } from "./database.ts";

export interface TestServer {
  readonly url: string;
  readonly api: Api;
  stop(): Promise<void>;
}

/** The server as `klik serve` starts it, on any free port. */
export async function serve({ db }: TestDatabase): Promise<TestServer> {
  const api = createApi({ db });
  const server = await startHttpServer({ api, db, host: "127.0.0.1", port: 0 });
  return { url: server.url, api, stop: () => server.stop() };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

interface ImportOverHttp {
  readonly query?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** `POST /import` with a body of any kind; CSV with `create` unless the query says otherwise. */
export async function postImport(
  { url }: Pick<TestServer, "url">,
  instrument: string,
  body: string | Uint8Array | ReadableStream<Uint8Array>,
  { query = { create: "true" }, type = "text/csv", headers = {}, method = "POST" }: ImportOverHttp = {},
): Promise<Reply> {
  const parameters = new URLSearchParams({ instrument, ...query });
  const response = await fetch(`${url}/import?${parameters}`, {
    method,
    headers: { "content-type": type, ...headers },
    ...(method === "GET" ? {} : { body: body as BodyInit, duplex: "half" }),
  } as RequestInit);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply["body"] };
}
