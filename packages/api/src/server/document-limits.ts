import { GraphQLError, parse } from "graphql";
import type { Plugin } from "graphql-yoga";
import { LIMITS } from "../limits.ts";

/** Refuses documents that are too large, before and while they are parsed: what is refused costs nothing. */
export function documentLimits(): Plugin {
  return {
    onParse({ params, setParsedDocument }) {
      const text = typeof params.source === "string" ? params.source : params.source.body;
      if (text.length > LIMITS.documentCharacters) {
        throw tooLarge(`expected at most ${LIMITS.documentCharacters} characters, got ${text.length}`);
      }
      try {
        setParsedDocument(parse(params.source, { maxTokens: LIMITS.documentTokens }));
      } catch (error) {
        if (error instanceof GraphQLError && error.message.includes("tokens"))
          throw tooLarge(`expected at most ${LIMITS.documentTokens} tokens, got more`);
        if (error instanceof RangeError) throw tooLarge("expected a document that nests less deeply");
        throw error;
      }
    },
  };
}

function tooLarge(message: string): GraphQLError {
  return new GraphQLError(`document: ${message}`, {
    extensions: { code: "DOCUMENT_TOO_LARGE", http: { status: 400 } },
  });
}
