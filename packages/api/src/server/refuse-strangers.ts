import type { Plugin } from "graphql-yoga";
import { requireAuthenticated } from "../access/require-scope.ts";
import type { Caller } from "./caller.ts";

/** Turns strangers away before their request is read: what is wrong with a document tells of the schema (“Did you mean …?”). */
export function refuseStrangers(): Plugin<object, { caller?: Caller }> {
  return {
    onRequestParse({ serverContext: { caller } }) {
      if (caller !== undefined) requireAuthenticated(caller);
    },
  };
}
