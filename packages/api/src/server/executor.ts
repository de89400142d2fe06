import type { Plugin } from "graphql-yoga";
import { executeOperation } from "../execute/execute-operation.ts";

/** Runs operations with our own executor: Yoga's takes every object with a field `then` for a promise, also one of that alias, and is slow. */
export function ownExecutor(): Plugin {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(executeOperation);
    },
  };
}
