import type { z } from "zod";

/** What can be wrong with what a user gave. Codes are API: they are added to, never renamed. */
export type InputErrorCode =
  /** A file that is not there, or cannot be read. */
  | "FILE_UNREADABLE"
  /** A file whose bytes or header cannot be used; nothing of it was stored. */
  | "FILE_INVALID"
  /** An instrument definition that breaks a rule. */
  | "INSTRUMENT_INVALID"
  /** No instrument has this code, or it has no such version. */
  | "INSTRUMENT_UNKNOWN"
  /** A file that is larger than an import may be, or a gzip file that unpacks to far more than it is. */
  | "FILE_TOO_LARGE"
  /** An import of which more rows were rejected than are kept of one; it stopped there. */
  | "REJECTED_TOO_MANY"
  /** A mapping file that breaks a rule, or that does not fit the file or the instrument. */
  | "MAPPING_INVALID"
  /** No import has this number. */
  | "IMPORT_UNKNOWN"
  /** An idempotency key that is none. */
  | "IDEMPOTENCY_KEY_INVALID"
  /** An idempotency key that stands for another request. */
  | "IDEMPOTENCY_MISMATCH"
  /** An idempotency key whose request is being worked on. */
  | "IDEMPOTENCY_IN_PROGRESS"
  /** A value that breaks a rule. */
  | "INPUT_INVALID"
  /** No organisation has this code. */
  | "ORGANISATION_UNKNOWN"
  /** No key has this prefix. */
  | "KEY_UNKNOWN"
  /** A key that cannot be made as it was asked for. */
  | "KEY_INVALID"
  /** New organisations or categories were asked for by somebody who may not make them. */
  | "CREATION_FORBIDDEN"
  /** A respondent key that nobody can have. */
  | "RESPONDENT_INVALID";

/** One thing to mend: `path` as in the file (`questions[3].scale`), the rest in words. */
export interface InputIssue {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** Input that its author can mend: the message says where, what was expected and what came. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code: InputErrorCode;
  readonly issues: readonly InputIssue[];

  constructor(code: InputErrorCode, message: string, issues: readonly InputIssue[] = []) {
    super(issues.length === 0 ? message : [message, ...issues.map(issueLine)].join("\n"));
    this.code = code;
    this.issues = issues;
  }
}

const issueLine = ({ path, expected, got }: InputIssue): string =>
  `  ${path === "" ? "" : `${path}: `}expected ${expected}, got ${got}`;

/**
 * Reads a value with a schema. Own messages of the schema are phrases that end "expected …".
 *
 * @throws InputError with all that is wrong
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  code: InputErrorCode,
  where: string,
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => readIssue(issue, input));
  throw new InputError(
    code,
    `${where}: ${issues.length === 1 ? "one thing" : `${issues.length} things`} to mend`,
    issues,
  );
}

function readIssue(issue: z.core.$ZodIssue, input: unknown): readonly InputIssue[] {
  const path = pathName(issue.path);
  const got = shown(valueAt(input, issue.path));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: pathName([...issue.path, key]), expected: "no such field", got: "one" }));
    case "invalid_type":
      return [{ path, expected: article(issue.expected), got }];
    case "invalid_value":
      return [{ path, expected: issue.values.map(String).join(" | "), got }];
    case "invalid_union": {
      // Of the alternatives that have the right type at all, the one that came closest.
      const [closest] = issue.errors
        .filter((branch) => branch.every((one) => one.code !== "invalid_type" || one.path.length > 0))
        .toSorted((a, b) => a.length - b.length);
      if (closest === undefined) return [{ path, expected: issue.message, got }];
      return closest.flatMap((one) => readIssue({ ...one, path: [...issue.path, ...one.path] }, input));
    }
    case "custom":
      return [
        { path, expected: issue.message, got: typeof issue.params?.["got"] === "string" ? issue.params["got"] : got },
      ];
    default:
      return [{ path, expected: issue.message, got }];
  }
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

/** `["questions", 3, "scale"]` as `questions[3].scale`. */
const pathName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, step) =>
      typeof step === "number" ? `${name}[${step}]` : name === "" ? String(step) : `${name}.${String(step)}`,
    "",
  );

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** A value as a message shows it: at most 40 characters. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
