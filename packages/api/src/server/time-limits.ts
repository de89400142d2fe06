/** How large and how slow a request may be as HTTP, before anything looks at what it says. */

/** Bytes of all headers: room for a mapping in the query of an import. */
export const HEADER_BYTES = 64 * 1024;
/** For the headers of a request. */
export const HEADERS_MS = 15_000;
/** For the whole of a body; imports have no such limit. */
export const BODY_MS = 30_000;
/** For how long a connection stays open without a request: longer than the usual minute of a proxy in front, which would send one on a connection that is being closed. */
export const KEEP_ALIVE_MS = 65_000;
/** For how long a client may send nothing of a body, or take nothing of an answer. */
export const SILENCE_MS = 60_000;
