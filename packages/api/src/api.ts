import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { Kysely } from "kysely";
import { type Logger, pino } from "pino";
import type { ColumnStore } from "./columns/column-source.ts";
import { type Context, createContext } from "./context.ts";
import type { Database } from "./db/database.ts";
import { schema } from "./schema/schema.ts";
import { documentLimits } from "./server/document-limits.ts";
import { ownExecutor } from "./server/executor.ts";
import { graphqlRequest } from "./server/graphql-request.ts";
import type { Caller } from "./server/caller.ts";
import { maskError, requestIds } from "./server/masked-error.ts";
import { asksForPlan, planExtension } from "./server/plan-extension.ts";
import { playgroundPage } from "./server/playground.ts";
import { type KnownOperations, knownOperations } from "./server/known-operations.ts";
import { refuseStrangers } from "./server/refuse-strangers.ts";
import { costLimit } from "./server/query-cost.ts";

/** A query for the playground, with its title as a comment on the first line. */
export interface PlaygroundTab {
  readonly query: string;
}

export interface ApiOptions {
  readonly db: Kysely<Database>;
  /** Where summaries are read: segments and the changes since. Without it every question scans the responses. */
  readonly columns?: ColumnStore;
  readonly logger?: Logger;
  /** First tabs of the playground at /graphql; without them there is no playground. */
  readonly playground?: readonly PlaygroundTab[];
  /** Operations that clients can ask for by their hash. */
  readonly operations?: KnownOperations;
}

/** What a server that embeds the API knows of a request; left out, everybody may do everything. */
export interface ApiRequest {
  readonly caller?: Caller;
}

export type Api = YogaServerInstance<ApiRequest, Context>;

/**
 * The GraphQL API as a fetch handler, to embed in any server. It answers at `/graphql`.
 *
 * @example
 * const api = createApi({ db: connect({ connectionString: "postgres://…" }) });
 * http.createServer(api).listen(4000);
 */
export function createApi(options: ApiOptions): Api {
  const { db, columns, logger = pino({ level: "silent" }), playground = [], operations } = options;
  return createYoga<ApiRequest, Context>({
    schema,
    context: ({ caller, request, params }) => {
      const { signal } = request;
      return createContext(
        db,
        columns,
        caller?.viewer,
        asksForPlan(request, params) ? { signal, trace: [] } : { signal },
      );
    },
    graphqlEndpoint: "/graphql",
    landingPage: false,
    cors: false,
    batching: false,
    maxRequestBodySize: false,
    logging: false,
    maskedErrors: { maskError },
    graphiql: false,
    multipart: false,
    plugins: [
      requestIds(logger),
      playgroundPage(playground),
      refuseStrangers(),
      graphqlRequest(),
      ...(operations === undefined ? [] : [knownOperations(operations)]),
      documentLimits(),
      costLimit(),
      ownExecutor(),
      planExtension(),
    ],
  });
}
