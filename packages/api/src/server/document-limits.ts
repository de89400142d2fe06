import { type DocumentNode, GraphQLError, Kind, parse, type Source } from "graphql";
import type { Plugin } from "graphql-yoga";
import { LIMITS } from "../limits.ts";
import { DocumentCache } from "./document-cache.ts";
import { measureOperations } from "./document-measure.ts";
import { limitError } from "./limit-error.ts";

/** Refuses documents that are too large, before and while they are parsed: what is refused costs nothing. */
export function documentLimits(): Plugin {
  const documents = new DocumentCache();
  return {
    onParse({ params: { source }, setParsedDocument }) {
      const text = typeof source === "string" ? source : source.body;
      setParsedDocument(documents.get(text, () => parseWithinLimits(source)));
    },
  };
}

/** @throws GraphQLError `DOCUMENT_TOO_LARGE`, `GRAPHQL_PARSE_FAILED` */
function parseWithinLimits(source: string | Source): DocumentNode {
  const { length } = typeof source === "string" ? source : source.body;
  requireAtMost("document.characters", LIMITS.documentCharacters, length);
  const document = parseTokens(source);
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  requireAtMost("document.operations", LIMITS.operations, operations.length);
  for (const { depth, aliases, directives, rootFields } of measureOperations(document)) {
    requireAtMost("document.depth", LIMITS.depth, depth);
    requireAtMost("document.aliases", LIMITS.aliases, aliases);
    requireAtMost("document.directives", LIMITS.directives, directives);
    requireAtMost("document.rootFields", LIMITS.rootFields, rootFields);
  }
  return document;
}

function parseTokens(source: string | Source): DocumentNode {
  try {
    return parse(source, { maxTokens: LIMITS.documentTokens });
  } catch (error) {
    // graphql has no other sign of it.
    if (error instanceof GraphQLError && error.message.includes("tokens"))
      throw limitError("DOCUMENT_TOO_LARGE", "document.tokens", LIMITS.documentTokens);
    if (error instanceof GraphQLError)
      Object.assign(error.extensions, { code: "GRAPHQL_PARSE_FAILED", http: { status: 400, spec: true } });
    throw error;
  }
}

function requireAtMost(where: string, most: number, got: number): void {
  if (got > most) throw limitError("DOCUMENT_TOO_LARGE", where, most, got);
}
