/** What a client can ask of GraphQL, in one place. `ingest/limits.ts` has those of imports. */
export const LIMITS = {
  /** Bytes of a GraphQL request body. */
  bodyBytes: 1_000_000,
  /** Characters of a document. */
  documentCharacters: 15_000,
  /** Lexical tokens of a document. */
  documentTokens: 1_000,
  /** Levels of fields, those of fragments included. */
  depth: 10,
  /** Aliases in an operation, those of its fragments included. */
  aliases: 15,
  /** Directives in a document. */
  directives: 20,
  /** Fields of an operation itself, those of fragments included. */
  rootFields: 10,
  /** Operations in a document. */
  operations: 10,
  /** Cost of an operation: see `server/query-cost.ts`. */
  cost: 100_000,
  /** Nodes of one page of a connection. */
  page: 200,
  /** Elements of a list argument. */
  listElements: 1_000,
  /** Characters of a code or an attribute value in an argument. */
  codeCharacters: 200,
  /** Drivers of one analysis. */
  drivers: 30,
  /** Margins of one raking. */
  margins: 10,
  /** Samples of a bootstrap. */
  replications: 5_000,
  /** Additions and multiplications of all driver analyses of a request, about 2 seconds of a processor: see `compute/tasks.ts`. */
  computeWork: 2_500_000_000,
  /** Time of one SQL statement of a request. */
  statementMilliseconds: 5_000,
} as const;
