import { z } from "zod";
import { InputError, type InputIssue, parseInput } from "../input-error.ts";
import { indexByText } from "../instrument/raw-point.ts";
import type { Question } from "../instrument/question.ts";
import type { Instrument } from "../instrument/store.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { DELIMITERS } from "./csv.ts";

/** Of a column, which every problem with its values repeats; also a constant or a template. */
const name = z.string().min(1, "a text").max(IMPORT_LIMITS.name, `at most ${IMPORT_LIMITS.name} characters`);
/** Raw value to its meaning; an empty text stands for an empty cell. A value that is not listed is refused. */
const values = z.record(z.string(), z.string()).optional();
const optional = z.boolean().optional();
const decimal = z.enum(["point", "comma"]).optional();

const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;

const column = z.strictObject({ column: name, values, optional });
const fromColumn = z.union(
  [name.transform((text) => ({ column: text })), column],
  "the name of a column, or an object with a column",
);
const constant = z.strictObject({ constant: name });
const fromAnywhere = z.union(
  [name.transform((text) => ({ column: text })), column, constant],
  "the name of a column, or an object with a column or a constant",
);
const create = z.boolean().optional();
const category = z.union(
  [
    name.transform((text) => ({ column: text })),
    z.strictObject({ ...column.shape, create }),
    z.strictObject({ ...constant.shape, create }),
  ],
  "the name of a column, or an object with a column or a constant",
);
const zone = z.string().refine(isZone, "a time zone such as Europe/Amsterdam");
const moment = { zone: zone.optional(), disambiguation: z.enum(["earlier", "later", "reject"]).optional() };
const organisation = { create, name: fromAnywhere.optional(), sector: fromAnywhere.optional() };

const answers = z.union(
  [
    name.transform((text) => ({ column: text })),
    z.strictObject({ ...column.shape, decimal, offScale: z.literal("invalid").optional() }),
    z.strictObject({
      column: name,
      optional,
      separator: z.string().min(1).max(3),
      values,
      none: z.array(z.string()).optional(),
    }),
    z.strictObject({ options: z.record(z.string(), fromColumn) }),
  ],
  "the name of a column, an object with a column, or for several reasons a column with a separator or one column an option",
);

const mapping = z.strictObject({
  /** Says for which instrument it was made. */
  instrument: z.string().optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  /** How numbers are written, unless a column says otherwise. */
  decimal,
  externalId: z.union(
    [
      name.transform((text) => ({ column: text })),
      z.strictObject({ column: name }),
      z.strictObject({ template: name }),
    ],
    "the name of a column, or an object with a column or a template",
  ),
  organisation: z.union(
    [
      name.transform((text) => ({ column: text })),
      z.strictObject({ ...column.shape, ...organisation }),
      z.strictObject({ ...constant.shape, ...organisation }),
    ],
    "the name of a column, or an object with a column or a constant",
  ),
  respondedAt: z.union(
    [
      name.transform((text) => ({ column: text })),
      z.strictObject({ column: name, values, ...moment }),
      z.strictObject({ ...constant.shape, ...moment }),
    ],
    "the name of a column, or an object with a column or a constant",
  ),
  channel: category.optional(),
  touchpoint: category.optional(),
  audience: fromAnywhere.optional(),
  weight: z
    .union(
      [name.transform((text) => ({ column: text })), z.strictObject({ ...column.shape, decimal })],
      "the name of a column, or an object with a column",
    )
    .optional(),
  respondentKey: z
    .union(
      [name.transform((text) => ({ column: text })), z.strictObject({ column: name, optional })],
      "the name of a column, or an object with a column",
    )
    .optional(),
  /** By the name that the attribute gets. */
  attributes: z
    .record(z.string().regex(ATTRIBUTE_NAME, "a name of at most 60 letters, digits, _ . and -"), fromColumn)
    .default({}),
  /** By the code of the question. */
  questions: z.record(z.string(), answers).default({}),
  /** Columns that may be left out; whatever is neither mapped nor named here is an error. */
  ignore: z.array(name).default([]),
});

/** How the columns of a file become responses. */
export type Mapping = z.output<typeof mapping>;
/** A value from a column or the same for all rows. */
export type ValueMapping =
  | {
      readonly column: string;
      readonly values?: Readonly<Record<string, string>> | undefined;
      readonly optional?: boolean | undefined;
    }
  | { readonly constant: string };

/**
 * Reads a mapping (the content of a JSON file) and checks it against the instrument.
 *
 * @throws InputError `MAPPING_INVALID` with path, expected and got of all that is wrong
 */
export function parseMapping(input: unknown, instrument: Instrument): Mapping {
  const parsed = parseInput(mapping, input, "MAPPING_INVALID", "mapping");
  const issues = [...instrumentIssues(parsed, instrument), ...questionIssues(parsed, instrument)];
  if (issues.length > 0) throw new InputError("MAPPING_INVALID", `mapping: ${issues.length} to mend`, issues);
  return parsed;
}

function instrumentIssues({ instrument }: Mapping, { code }: Instrument): readonly InputIssue[] {
  return instrument === undefined || instrument === code
    ? []
    : [{ path: "instrument", expected: code, got: instrument }];
}

function questionIssues({ questions }: Mapping, instrument: Instrument): readonly InputIssue[] {
  return Object.entries(questions).flatMap(([code, source]): readonly InputIssue[] => {
    const path = `questions.${code}`;
    const own = questionsOf(instrument, code);
    const [first] = own;
    if (first === undefined)
      return [{ path, expected: `a question of ${instrument.code}: ${codesOf(instrument).join(", ")}`, got: code }];
    const options = first.reason === null || first.code === code ? null : own.map((one) => one.reason?.option ?? "");
    if ("options" in source) {
      if (options === null) return [{ path, expected: "a column", got: "options of a question that has none" }];
      return Object.entries(source.options).flatMap(([option, from]) => {
        const at = `${path}.options`;
        if (!options.includes(option)) return [{ path: at, expected: options.join(" | "), got: option }];
        const values = "values" in from ? from.values : undefined;
        return unknownTargets(values, (target) => isRawCode(first, target)).map((got) => ({
          path: `${at}.${option}.values`,
          expected: "0 (not chosen), 1 (chosen), or a code for no answer",
          got,
        }));
      });
    }
    if (options !== null && !("separator" in source))
      return [{ path, expected: "options, or a column with a separator", got: "a column" }];
    if (options === null && "separator" in source)
      return [{ path, expected: "no separator: it has one answer", got: source.separator }];
    const values = "values" in source ? source.values : undefined;
    if (first.role === "comment" && values !== undefined) {
      return [{ path: `${path}.values`, expected: "none: open text is kept as it is", got: "some" }];
    }
    const isKnown = (target: string): boolean =>
      options === null ? isRawCode(first, target) : options.includes(target);
    return unknownTargets(values, isKnown).map((got) => ({
      path: `${path}.values`,
      expected: options?.join(" | ") ?? "a point of its scale, or a code for no answer",
      got,
    }));
  });
}

/** What a translation makes that is no answer to the question. */
function unknownTargets(
  values: Readonly<Record<string, string>> | undefined,
  isKnown: (target: string) => boolean,
): readonly string[] {
  return Object.values(values ?? {}).filter((target) => target !== "" && !isKnown(target));
}

/** The slots of a question as it was asked: several for a multi-select. */
export function questionsOf(instrument: Instrument, code: string): readonly Question[] {
  return instrument.questions.filter((question) => question.code === code || question.reason?.question === code);
}

const codesOf = ({ questions }: Instrument): readonly string[] => [
  ...new Set(questions.map((one) => one.reason?.question ?? one.code)),
];

function isRawCode(question: Question, raw: string): boolean {
  return (
    question.scale === null ||
    indexByText(question.scale).has(raw) ||
    question.missing.includes(raw) ||
    question.notApplicable.includes(raw)
  );
}

/** Names of columns that need no mapping file, beside the codes of the questions and `attribute.NAME`. */
export const STANDARD_COLUMNS = {
  externalId: "external_id",
  organisation: "organisation",
  sector: "sector",
  respondedAt: "responded_at",
  channel: "channel",
  touchpoint: "touchpoint",
  audience: "audience",
  weight: "weight",
  respondentKey: "respondent_key",
} as const;

/**
 * The mapping of columns with the standard names. Columns that are not there are left out, but for `external_id`, `organisation` and
 * `responded_at`.
 *
 * A multi-select is one column an option (`why.price`, 0 or 1), or one column (`why`) with the options chosen, `|` between them.
 */
export function standardMapping(
  instrument: Instrument,
  columns: readonly string[],
  options: { readonly create?: boolean } = {},
): Mapping {
  const { create = false } = options;
  const has = (column: string): boolean => columns.includes(column);
  const names = STANDARD_COLUMNS;
  const category = (column: string): { column: string; create: boolean } | undefined =>
    has(column) ? { column, create } : undefined;
  return {
    externalId: { column: names.externalId },
    organisation: {
      column: names.organisation,
      create,
      ...(has(names.sector) ? { sector: { column: names.sector } } : {}),
    },
    respondedAt: { column: names.respondedAt },
    channel: category(names.channel),
    touchpoint: category(names.touchpoint),
    audience: has(names.audience) ? { column: names.audience, values: undefined, optional: undefined } : undefined,
    weight: has(names.weight) ? { column: names.weight } : undefined,
    respondentKey: has(names.respondentKey) ? { column: names.respondentKey } : undefined,
    attributes: Object.fromEntries(
      columns.flatMap((column) => {
        const [, attribute = ""] = /^attribute\.(.*)$/.exec(column) ?? [];
        return ATTRIBUTE_NAME.test(attribute) ? [[attribute, { column }]] : [];
      }),
    ),
    questions: Object.fromEntries([
      ...instrument.questions.flatMap(({ code }) => (has(code) ? [[code, { column: code }]] : [])),
      ...[...new Set(instrument.questions.map((one) => one.reason?.question))].flatMap((code) =>
        code !== undefined && has(code) ? [[code, { column: code, separator: "|" }]] : [],
      ),
    ]),
    ignore: [],
  };
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
