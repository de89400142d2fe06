/*
 * Every limit that a client can meet, in one place; README.md has them as a table, and each is tested at n and at n + 1. Requests a minute
 * are configured: see config.ts.
 */

/** What a client can ask of GraphQL. */
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
  /** Segments of one answer. */
  segments: 5_000,
  /** Things to group by. */
  groups: 5,
  /** Periods of a rolling window. */
  window: 366,
  /** Elements of a list argument. */
  listElements: 1_000,
  /** Characters of a code or an attribute value in an argument. */
  codeCharacters: 200,
  /** Characters of an id or a cursor: more than the longest that is ever made, three codes of 200 characters, each of them six of JSON. */
  idCharacters: 6_000,
  /** Drivers of one analysis. */
  drivers: 30,
  /** Actions of one simulation. */
  actions: 50,
  /** Margins of one raking. */
  margins: 10,
  /** Samples of a bootstrap. */
  replications: 5_000,
  /** Days of the window in which customers leave. */
  churnDays: 3_650,
  /** Money that a customer brings: less than this, either way. */
  margin: 1e12,
  /** Additions and multiplications of all driver analyses of a request, about 2 seconds of a processor: see `compute/tasks.ts`. */
  computeWork: 2_500_000_000,
  /** Time of one SQL statement of a request. */
  statementMilliseconds: 5_000,
} as const;

/** What an instrument may hold. */
export const INSTRUMENT_LIMITS = {
  questions: 500,
  /** Categories of a question, or options of a multi-select: one byte holds an answer. */
  categories: 250,
  /** Characters of a label. */
  label: 1_000,
} as const;

/** What an import and one row of it may hold, so that an import of any size runs in the same memory. */
export const IMPORT_LIMITS = {
  /** Bytes of a file, unpacked. */
  file: 2 * 1024 ** 3,
  /** How many times its size a gzip file may unpack to; counted from `ratioFrom` unpacked bytes on. */
  ratio: 200,
  ratioFrom: 16 * 1024 ** 2,
  /** Rejected rows over HTTP: each is kept with all its problems, which is many times what a row of a few characters takes. */
  rejected: 100_000,
  /** Imports over HTTP at the same time: each holds two batches of rows in memory. */
  imports: 32,
  /** Of those, how many of one organisation. */
  importsOfOne: 8,
  /** Bytes of a line of NDJSON, or of a record of CSV with all its lines. */
  line: 1024 * 1024,
  /** Characters of one value. */
  field: 100_000,
  columns: 500,
  /** Characters of an external id; it is part of an index. */
  externalId: 200,
  /** Characters of the name of a column, a constant or a template in a mapping. */
  name: 1_000,
  /** Characters of the code of an organisation, sector, channel or touchpoint. */
  code: 100,
  /** Characters of an attribute. */
  attribute: 1000,
  /** Digits of an answer that is a number: as many as Postgres surely keeps and nobody needs more. */
  digits: 30,
} as const;

/** How large and how slow a request may be as HTTP, before anything looks at what it says. */
export const HTTP_LIMITS = {
  /** Bytes of all headers: room for a mapping in the query of an import. */
  headerBytes: 64 * 1024,
  /** Characters of the header `accept`: each type of it is looked at. */
  acceptCharacters: 1_000,
  /** For the headers of a request. */
  headersMs: 15_000,
  /** For the whole of a body; imports have no such limit. */
  bodyMs: 30_000,
  /** For how long a connection stays open without a request: longer than the usual minute of a proxy in front, which would send one on a connection that is being closed. */
  keepAliveMs: 65_000,
  /** Pieces of a body, when they hold fewer bytes than this on average. */
  smallPieces: 10_000,
  smallPieceBytes: 16,
  /** Bytes of answers that clients have not taken, all together. */
  untakenBytes: 128 * 1024 ** 2,
  /** For how long a client may send nothing of a body, or take nothing of an answer. */
  silenceMs: 60_000,
} as const;
