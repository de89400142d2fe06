import { storable } from "../ingest/source.ts";

/**
 * Whether a key stands somewhere by itself in a text that cannot be cut into values, not as a part of a longer word: as it is, with the escapes
 * of CSV or JSON, or as bytes of Latin-1 and UTF-16 look when they are read as UTF-8.
 *
 * @example
 * holdsAlone('"7,ab', "7") // => true
 */
export function holdsAlone(text: string, key: string): boolean {
  const spellings = new Set([
    key,
    key.replaceAll('"', '""'),
    JSON.stringify(key).slice(1, -1),
    latin1(key),
    utf16(key),
  ]);
  const texts = text.includes("\\u") ? [text, unescaped(text)] : [text];
  return texts.some((one) => [...spellings].some((spelling) => standsIn(one, spelling)));
}

const latin1 = (key: string): string => Buffer.from(key, "latin1").toString("utf8");

/** Without its last byte it is in both byte orders. */
const utf16 = (key: string): string => storable(Buffer.from(key, "utf16le").subarray(0, -1).toString("utf8"));

const unescaped = (text: string): string =>
  text.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

function standsIn(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + part.length, at + part.length + 2)];
    if (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}
