import type { AudienceCode } from "../db/database.ts";
import { numberHint, readNumber } from "./answer-reader.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { type Moment, type MomentOptions, readMoment } from "./moment.ts";
import { type Problem, problem } from "./problem.ts";
import type { Cells, ValueReader } from "./value-reader.ts";

/** A value that may be empty; control characters and excess are problems. */
export function readText(reader: ValueReader, cells: Cells, problems: Problem[], limit: number): string | null {
  const text = reader.read(cells, problems);
  if (text === null || text === "") return text;
  if (text.length > limit) problems.push(problem(reader.column, "TEXT_TOO_LONG", `at most ${limit} characters`, text));
  else if (/[\p{Cc}\p{Surrogate}]/u.test(text))
    problems.push(problem(reader.column, "TEXT_INVALID", "text without control characters", text));
  else return text;
  return null;
}

export function readRequired(reader: ValueReader, cells: Cells, problems: Problem[], limit: number): string | null {
  const text = readText(reader, cells, problems, limit);
  if (text !== "") return text;
  problems.push(problem(reader.column, "VALUE_MISSING", "a value", ""));
  return null;
}

export function readCode(reader: ValueReader, cells: Cells, problems: Problem[]): string | null {
  const text = readText(reader, cells, problems, IMPORT_LIMITS.code);
  return text === "" ? null : text;
}

const AUDIENCES: ReadonlyMap<string, AudienceCode> = new Map([
  ["customer", 1],
  ["employee", 2],
  ["organisation", 3],
]);

export function readAudience(reader: ValueReader, cells: Cells, problems: Problem[]): AudienceCode | null {
  const text = readRequired(reader, cells, problems, IMPORT_LIMITS.code);
  const audience = text === null ? null : (AUDIENCES.get(text) ?? null);
  if (text !== null && audience === null) {
    problems.push(problem(reader.column, "VALUE_UNKNOWN", [...AUDIENCES.keys()].join(" | "), text));
  }
  return audience;
}

export function readWeight(
  reader: ValueReader,
  decimal: "point" | "comma",
  cells: Cells,
  problems: Problem[],
): string | null {
  const text = readRequired(reader, cells, problems, IMPORT_LIMITS.code);
  if (text === null) return null;
  const weight = readNumber(text, decimal);
  if (weight !== null && /^\d{1,6}(?:\.\d{1,12})?$/.test(weight)) return weight;
  const expected = `a weight from 0 to below 1000000 with at most 12 decimals${numberHint(text, decimal)}`;
  problems.push(problem(reader.column, "WEIGHT_INVALID", expected, text));
  return null;
}

export function readAttributes(
  attributes: readonly { readonly name: string; readonly reader: ValueReader }[],
  cells: Cells,
  problems: Problem[],
): Readonly<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const { name, reader } of attributes) {
    const text = readText(reader, cells, problems, IMPORT_LIMITS.attribute);
    if (text !== null && text !== "") read[name] = text;
  }
  return read;
}

type MomentReader = (text: string) => Moment;

/** Days come back often: each is worked out once. */
export function momentReader(options: MomentOptions): MomentReader {
  const known = new Map<string, Moment>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const moment = readMoment(text, options);
    if (known.size < 10_000) known.set(text, moment);
    return moment;
  };
}

export function readMomentField(
  reader: ValueReader,
  momentOf: MomentReader,
  cells: Cells,
  problems: Problem[],
): string | null {
  const text = readRequired(reader, cells, problems, IMPORT_LIMITS.code);
  if (text === null) return null;
  const moment = momentOf(text);
  if ("at" in moment) return moment.at;
  problems.push(problem(reader.column, moment.code, moment.expected, text));
  return null;
}
