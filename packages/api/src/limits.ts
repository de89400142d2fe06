/** What a stranger can send, in one place. */
export const LIMITS = {
  /** Bytes of a GraphQL request body. */
  bodyBytes: 1_000_000,
  /** Characters of a document. */
  documentCharacters: 15_000,
  /** Lexical tokens of a document. */
  documentTokens: 1_000,
  /** Levels of fields. */
  depth: 10,
  /** Aliases in a document. */
  aliases: 15,
  /** Elements of a list argument. */
  listElements: 1_000,
  /** Characters of a code or an attribute value in an argument. */
  codeCharacters: 200,
  /** Drivers of one analysis. */
  drivers: 30,
  /** Samples of a bootstrap. */
  replications: 5_000,
} as const;
