/** What an import and one row of it may hold, so that an import of any size runs in the same memory. */
export const LIMITS = {
  /** Bytes of a file, unpacked. */
  file: 2 * 1024 ** 3,
  /** How many times its size a gzip file may unpack to; counted from `ratioFrom` unpacked bytes on. */
  ratio: 200,
  ratioFrom: 16 * 1024 ** 2,
  /** Imports over HTTP at the same time: each holds two batches of rows in memory. */
  imports: 32,
  /** Bytes of a line of NDJSON, or of a record of CSV with all its lines. */
  line: 1024 * 1024,
  /** Characters of one value. */
  field: 100_000,
  columns: 500,
  /** Characters of an external id; it is part of an index. */
  externalId: 200,
  /** Characters of the code of an organisation, sector, channel or touchpoint. */
  code: 100,
  /** Characters of an attribute. */
  attribute: 1000,
} as const;
