import { readFileSync } from "node:fs";
import { usePersistedOperations } from "@graphql-yoga/plugin-persisted-operations";
import { parse } from "graphql";
import type { Plugin } from "graphql-yoga";
import { z } from "zod";
import { SetupError } from "../setup-error.ts";

/** Operations by the SHA-256 of their text, in hexadecimal. */
export interface KnownOperations {
  readonly documents: ReadonlyMap<string, string>;
  /** Whether no other operation runs. */
  readonly only: boolean;
}

const manifest = z.record(z.string().regex(/^(sha256:)?[0-9a-f]{64}$/), z.string());

/**
 * Reads a file of operations as graphql-codegen writes it (`persisted-documents.json`): an object of texts by their hash.
 *
 * @throws SetupError `CONFIG_INVALID` for a file that cannot be read, is none, or holds a text that is no GraphQL
 */
export function readKnownOperations(path: string, only: boolean): KnownOperations {
  try {
    const read = manifest.parse(JSON.parse(readFileSync(path, "utf8")));
    const documents = Object.entries(read).map(([hash, text]) => [hash.replace("sha256:", ""), text] as const);
    for (const [, text] of documents) parse(text);
    return { documents: new Map(documents), only };
  } catch (error) {
    const reason = error instanceof z.ZodError ? "something else" : error instanceof Error ? error.message : "";
    throw new SetupError(
      "CONFIG_INVALID",
      `KLIK_OPERATIONS: expected a JSON file of GraphQL texts by their SHA-256, got ${JSON.stringify(path)}: ${reason}`,
    );
  }
}

/** `extensions: { persistedQuery: { version: 1, sha256Hash } }` in place of a text, also in the URL of a GET, which caches can keep. */
export function knownOperations({ documents, only }: KnownOperations): Plugin {
  return usePersistedOperations({
    allowArbitraryOperations: !only,
    getPersistedOperation: (hash) => documents.get(hash.replace("sha256:", "")) ?? null,
    customErrors: {
      notFound: refusal(
        "PERSISTED_QUERY_NOT_FOUND",
        "extensions.persistedQuery: expected the hash of a known operation, got another",
        404,
      ),
      keyNotFound: refusal("BAD_REQUEST", "query: expected a text, or the hash of a known operation, got neither", 400),
      persistedQueryOnly: refusal(
        "PERSISTED_QUERY_ONLY",
        "query: expected the hash of a known operation, got a text",
        403,
      ),
    },
  });
}

const refusal = (code: string, message: string, status: number) => ({
  message,
  extensions: { code, http: { status, spec: status === 400 } },
});
