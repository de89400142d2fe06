import type { ExecutionResult } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import type { Viewer } from "../access/viewer.ts";
import type { Context } from "../context.ts";
import { explainPlan } from "../columns/explain.ts";

/** Whether a request wants to know how it is answered: by its header or its extensions. */
export function asksForPlan(request: Request, { extensions }: GraphQLParams): boolean {
  return request.headers.get("x-klik-plan") === "1" || extensions?.["plan"] === true;
}

/** A plan tells how much there is, also of others: it is for who may read all of it. */
const maySeePlan = ({ organisations, scopes }: Viewer): boolean => organisations === "all" && scopes.has("read");

/** Adds `extensions.plan` to the answers of those who asked for it and may see it; others get none, and no error. */
export function planExtension(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      async onExecuteDone({ result, setResult }) {
        const { trace, viewer, instruments } = args.contextValue;
        if (trace === undefined || !maySeePlan(viewer) || Symbol.asyncIterator in result) return;
        const answer: ExecutionResult = result;
        const plan = explainPlan(trace, await instruments.all());
        setResult({ ...answer, extensions: { ...answer.extensions, plan } });
      },
    }),
  };
}
