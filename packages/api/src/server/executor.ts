import { execute } from "graphql";
import type { Plugin } from "graphql-yoga";

/** Runs operations with graphql's own executor: Yoga's takes every object with a field `then` for a promise, also one of that alias. */
export function ownExecutor(): Plugin {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(execute);
    },
  };
}
