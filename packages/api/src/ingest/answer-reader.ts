import { scaleName } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import { indexByText, plainNumber } from "../instrument/raw-point.ts";
import type { Question } from "../instrument/question.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { type Problem, problem } from "./problem.ts";
import type { Cells, ColumnIndex } from "./value-reader.ts";

/** What the answers of one row fill. */
export interface AnswerSheet {
  readonly scores: Buffer;
  readonly texts: [slot: number, body: string][];
  readonly numbers: [slot: number, value: string][];
  readonly problems: Problem[];
}

/** Reads the answers of one column into a sheet. */
export type AnswerReader = (cells: Cells, sheet: AnswerSheet) => void;

interface AnswerOptions {
  readonly column: string;
  readonly optional?: boolean | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly decimal: "point" | "comma";
  /** What becomes of an answer that is not on the scale: the row is refused, or the answer is kept as invalid. */
  readonly offScale: "reject" | "invalid";
}

/** The reader of one question, or of one option with a column of its own. */
export function answerReader(question: Question, options: AnswerOptions, columns: ColumnIndex): AnswerReader {
  const index = columns.find(options.column, options.optional);
  if (index < 0) return () => {};
  if (question.role === "comment") return commentReader(question, options.column, index);
  if (question.role === "number") return numberReader(question, options, index);
  const { slot } = question;
  const codes = bytesByCode(question);
  const bytes = bytesByCell(codes, options);
  return (cells, sheet) => {
    const cell = cells[index] ?? "";
    const byte = bytes.get(cell) ?? slowly(cell);
    if (typeof byte === "number") sheet.scores[slot] = byte;
    else sheet.problems.push(byte);
  };
  function slowly(cell: string): number | Problem {
    const byte = byteOf(cell.trim(), question, options, codes, bytes);
    // Other ways to write the same ("4.0", " 4") come back; the map stays small because points are few.
    if (typeof byte === "number" && byte !== MARK.INVALID && bytes.size < 2000) bytes.set(cell, byte);
    return byte;
  }
}

/** What every raw code means, as a byte; numbers in their shortest form. */
function bytesByCode(question: Question): ReadonlyMap<string, number> {
  const codes = new Map<string, number>([["", MARK.MISSING]]);
  for (const [text, index] of question.scale === null ? [] : indexByText(question.scale)) codes.set(text, index);
  for (const raw of question.missing) codes.set(raw, MARK.MISSING);
  for (const raw of question.notApplicable) codes.set(raw, MARK.NOT_APPLICABLE);
  return codes;
}

/** The same as the file writes it: translated by the mapping, or with its decimal sign. */
function bytesByCell(codes: ReadonlyMap<string, number>, { values, decimal }: AnswerOptions): Map<string, number> {
  if (values !== undefined) {
    const translated = Object.entries(values).map(([cell, code]) => [cell, codes.get(code) ?? MARK.MISSING] as const);
    return new Map([["", MARK.MISSING], ...translated]);
  }
  if (decimal === "point") return new Map(codes);
  return new Map([...codes].map(([code, byte]) => [plainNumber(code) === null ? code : code.replace(".", ","), byte]));
}

function byteOf(
  text: string,
  question: Question,
  options: AnswerOptions,
  codes: ReadonlyMap<string, number>,
  bytes: ReadonlyMap<string, number>,
): number | Problem {
  const { column } = options;
  const known = bytes.get(text);
  if (known !== undefined) return known;
  if (options.values !== undefined) return problem(column, "VALUE_UNKNOWN", "a value that the mapping lists", text);
  const scale = question.scale;
  if (scale === null || scale.codes !== null) {
    if (options.offScale === "invalid") return MARK.INVALID;
    return problem(column, "ANSWER_OFF_SCALE", scale === null ? "an answer" : scaleName(scale), text);
  }
  const number = readNumber(text, options.decimal);
  if (number === null)
    return problem(
      column,
      "NUMBER_INVALID",
      `a point of ${scaleName(scale)}${numberHint(text, options.decimal)}`,
      text,
    );
  const byte = codes.get(number);
  if (byte !== undefined) return byte;
  if (options.offScale === "invalid") return MARK.INVALID;
  const between = Number(number) >= scale.min && Number(number) <= scale.max;
  return problem(column, between ? "ANSWER_OFF_STEP" : "ANSWER_OFF_SCALE", `a point of ${scaleName(scale)}`, text);
}

/** A number as the file writes it, in its shortest form with a point. */
export function readNumber(text: string, decimal: "point" | "comma"): string | null {
  if (decimal === "point") return plainNumber(text);
  return text.includes(".") ? null : plainNumber(text.replace(",", "."));
}

export function numberHint(text: string, decimal: "point" | "comma"): string {
  if (decimal === "point" && /^-?\d+,\d+$/.test(text))
    return ' with a decimal point, or "decimal": "comma" in the mapping';
  if (decimal === "comma" && /^-?\d+\.\d+$/.test(text)) return " with a decimal comma, as the mapping says";
  return "";
}

function commentReader({ slot, missing, notApplicable }: Question, column: string, index: number): AnswerReader {
  const none = new Set([...missing, ...notApplicable]);
  return (cells, sheet) => {
    const body = cells[index] ?? "";
    const text = body.trim();
    if (text === "" || none.has(text)) return;
    if (/[\0\p{Surrogate}]/u.test(body))
      sheet.problems.push(problem(column, "TEXT_INVALID", "text that can be stored", null));
    else sheet.texts.push([slot, body]);
  };
}

function numberReader({ slot, missing, notApplicable }: Question, options: AnswerOptions, index: number): AnswerReader {
  const { column, decimal } = options;
  const values = options.values === undefined ? null : new Map([["", ""], ...Object.entries(options.values)]);
  return (cells, sheet) => {
    const cell = cells[index]?.trim() ?? "";
    const text = values === null ? cell : values.get(cell);
    if (text === undefined) {
      sheet.problems.push(problem(column, "VALUE_UNKNOWN", "a value that the mapping lists", cell));
      return;
    }
    if (text === "" || missing.includes(text)) return;
    if (notApplicable.includes(text)) {
      sheet.scores[slot] = MARK.NOT_APPLICABLE;
      return;
    }
    const number = values === null ? readNumber(text, decimal) : plainNumber(text);
    if (number === null)
      sheet.problems.push(problem(column, "NUMBER_INVALID", `a number${numberHint(text, decimal)}`, text));
    else if (number.length > IMPORT_LIMITS.digits)
      sheet.problems.push(problem(column, "NUMBER_IMPRECISE", `at most ${IMPORT_LIMITS.digits} digits`, text));
    else sheet.numbers.push([slot, number]);
  };
}

interface ChoicesOptions {
  readonly column: string;
  readonly optional?: boolean | undefined;
  readonly separator: string;
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Raw values that mean "asked, and nothing chosen". */
  readonly none?: readonly string[] | undefined;
}

/** Unknown options of one cell that are told one by one: 50,000 fit in a cell. */
const TOLD = 20;

/** The reader of a multi-select whose chosen options stand in one column. An empty cell is a missing answer, not "none of these". */
export function choicesReader(own: readonly Question[], options: ChoicesOptions, columns: ColumnIndex): AnswerReader {
  const { column, separator, none = [] } = options;
  const values = options.values === undefined ? null : new Map(Object.entries(options.values));
  const index = columns.find(column, options.optional);
  if (index < 0) return () => {};
  const slots = new Map(own.map(({ slot, reason }) => [reason?.option ?? "", slot]));
  const [first] = own;
  const expected = [...slots.keys()].join(" | ");
  return (cells, sheet) => {
    const cell = cells[index]?.trim() ?? "";
    if (cell === "" || first?.missing.includes(cell)) return;
    const fill = (byte: number): void => {
      for (const slot of slots.values()) sheet.scores[slot] = byte;
    };
    if (first?.notApplicable.includes(cell)) {
      fill(MARK.NOT_APPLICABLE);
      return;
    }
    fill(0);
    if (none.includes(cell)) return;
    const unknown = new Set<string>();
    for (const part of cell.split(separator)) {
      const raw = part.trim();
      const slot = slots.get(values === null ? raw : (values.get(raw) ?? ""));
      if (slot === undefined) unknown.add(raw);
      else sheet.scores[slot] = 1;
    }
    const code = values === null ? "ANSWER_OFF_SCALE" : "VALUE_UNKNOWN";
    sheet.problems.push(...[...unknown].slice(0, TOLD).map((raw) => problem(column, code, expected, raw)));
    if (unknown.size > TOLD)
      sheet.problems.push({ column, code, reason: `expected nothing else, got ${unknown.size - TOLD} more` });
  };
}
