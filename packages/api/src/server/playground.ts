import { createHash } from "node:crypto";
import type { Plugin } from "graphql-yoga";
import type { PlaygroundTab } from "../api.ts";
import type { Caller } from "./caller.ts";

/** The playground, for browsers that open the address of the API. Without tabs there is none, nor for strangers. */
export function playgroundPage(tabs: readonly PlaygroundTab[]): Plugin<object, { caller?: Caller }> {
  if (tabs.length === 0) return {};
  let made: Promise<Page> | null = null;
  return {
    onRequest({ request, fetchAPI, endResponse, serverContext }) {
      if (serverContext?.caller?.viewer.id === "stranger") return;
      if (request.method !== "GET" || request.headers.get("accept")?.includes("text/html") !== true) return;
      made ??= makePage(tabs);
      return made.then(({ text, headers }) => endResponse(new fetchAPI.Response(text, { headers })));
    },
  };
}

interface Page {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Its editor is 34 MB in memory: a process whose playground nobody opens does not load it. */
async function makePage(tabs: readonly PlaygroundTab[]): Promise<Page> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const text = renderGraphiQL({ title: "Klik playground", defaultTabs: tabs.map(({ query }) => ({ query })) });
  return { text, headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policyOf(text) } };
}

/** The scripts of this page and no other, requests to its own server only, in no frame. Its editor makes styles as it goes. */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script = ""]) => {
    const digest = createHash("sha256").update(script).digest("base64");
    return `'sha256-${digest}'`;
  });
  return [
    "default-src 'none'",
    `script-src ${scripts.join(" ")}`,
    // Its editor works in threads that it makes of texts in its script.
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
