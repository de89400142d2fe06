import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { getOperationAST, type GraphQLError, graphql, parse } from "graphql";
import { ColumnStore } from "../columns/column-source.ts";
import { readConfig } from "../config.ts";
import { createContext } from "../context.ts";
import type { EvaluationTrace } from "../columns/evaluation-trace.ts";
import { describeExplained, explainPlan } from "../columns/explain.ts";
import { schema } from "../schema/schema.ts";
import { SetupError } from "../setup-error.ts";
import { withDatabase } from "./with-database.ts";

interface ExplainOptions {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operation?: string;
  readonly json?: boolean;
}

/** `klik explain`: runs a query as a new process would, and says how it was answered. */
export const explainCommand = new Command("explain")
  .description(
    "run a query and print its plan: every pass over stored answers, what it needs and what there was to read",
  )
  .argument("<file>", "a GraphQL document; - for standard input")
  .option("--variables <json>", "variables of the query", readVariables, {})
  .option("--operation <name>", "which operation, when the document has several")
  .option("--json", "print the plan as JSON")
  .action(async (file: string, { variables, operation, json = false }: ExplainOptions) => {
    const source = readFileSync(file === "-" ? 0 : file, "utf8");
    requireQuery(source, operation);
    await withDatabase(readConfig(), async ({ db }) => {
      const trace: EvaluationTrace[] = [];
      const contextValue = createContext(db, new ColumnStore(db), undefined, { trace });
      const answer = await graphql({
        schema,
        source,
        contextValue,
        variableValues: variables,
        operationName: operation ?? null,
      });
      for (const error of answer.errors ?? []) console.error(`klik: ${where(error)}${error.message}`);
      if (answer.data == null) throw new SetupError("QUERY_FAILED", "explain: expected a query that is answered");
      const plan = explainPlan(trace, await contextValue.instruments.all());
      process.stdout.write(json ? `${JSON.stringify(plan, null, 2)}\n` : describeExplained(plan));
    });
  });

const where = ({ path }: GraphQLError): string => (path === undefined ? "" : `${path.join(".")}: `);

/** Only what changes nothing is run. @throws SetupError `QUERY_FAILED` */
function requireQuery(source: string, operation: string | undefined): void {
  let kind: string | undefined;
  try {
    kind = getOperationAST(parse(source), operation)?.operation;
  } catch (error) {
    throw new SetupError("QUERY_FAILED", `explain: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (kind !== "query")
    throw new SetupError(
      "QUERY_FAILED",
      `explain: expected one query, got ${kind ?? "none, or several without --operation"}`,
    );
}

function readVariables(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The message below says it all.
  }
  throw new InvalidArgumentError('expected a JSON object such as {"instrument": "seven-drivers"}');
}
