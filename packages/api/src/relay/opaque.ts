import { LIMITS } from "../limits.ts";

/** What ids and cursors are made of: what they are of, and the texts that find it. Clients pass them on and look no further. */
interface Opaque {
  readonly kind: string;
  readonly parts: readonly string[];
}

/** Another layout is another version: an id or a cursor of this one is then refused, never misread. */
const VERSION = 1;

/** @example opaque({ kind: "Organisation", parts: ["acme"] }) // => "WzEsIk9yZ2FuaXNhdGlvbiIsImFjbWUiXQ" */
export function opaque({ kind, parts }: Opaque): string {
  return Buffer.from(JSON.stringify([VERSION, kind, ...parts])).toString("base64url");
}

/** Reads what `opaque` wrote; `null` for anything else, also for the same in another spelling. */
export function readOpaque(text: string): Opaque | null {
  if (text.length > LIMITS.idCharacters) return null;
  const list = parse(Buffer.from(text, "base64url").toString());
  if (!Array.isArray(list) || list[0] !== VERSION) return null;
  const texts: readonly unknown[] = list.slice(1);
  // Postgres refuses a text with a NUL; no code has one.
  if (!texts.every((one): one is string => typeof one === "string" && !one.includes("\0"))) return null;
  const [kind = "", ...parts] = texts;
  return opaque({ kind, parts }) === text ? { kind, parts } : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
