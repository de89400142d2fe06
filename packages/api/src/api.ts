import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { Kysely } from "kysely";
import { type Logger, pino } from "pino";
import type { ColumnStore } from "./columns/column-source.ts";
import { type Context, createContext } from "./context.ts";
import type { Database } from "./db/database.ts";
import { schema } from "./schema/schema.ts";
import { documentLimits } from "./server/document-limits.ts";
import { graphqlRequest } from "./server/graphql-request.ts";
import { maskError } from "./server/masked-error.ts";
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
}

export type Api = YogaServerInstance<object, Context>;

/**
 * The GraphQL API as a fetch handler, to embed in any server. It answers at `/graphql`.
 *
 * @example
 * const api = createApi({ db: connect({ connectionString: "postgres://…" }) });
 * http.createServer(api).listen(4000);
 */
export function createApi({ db, columns, logger = pino({ level: "silent" }), playground = [] }: ApiOptions): Api {
  return createYoga<object, Context>({
    schema,
    context: () => createContext(db, columns),
    graphqlEndpoint: "/graphql",
    landingPage: false,
    cors: false,
    batching: false,
    maxRequestBodySize: false,
    logging: false,
    maskedErrors: { maskError: maskError(logger) },
    renderGraphiQL,
    graphiql:
      playground.length === 0
        ? false
        : { title: "Klik playground", defaultTabs: playground.map(({ query }) => ({ query })) },
    multipart: false,
    plugins: [graphqlRequest(), documentLimits(), costLimit()],
  });
}
