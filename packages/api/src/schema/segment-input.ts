import type { Dimension, Grain, GroupBy, ResponseFilter } from "../plan/scope.ts";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { requestError } from "./error.ts";

export const AudienceType = builder.enumType("Audience", {
  description: "Who answered.",
  values: {
    CUSTOMER: { description: "A customer." },
    EMPLOYEE: { description: "An employee." },
    ORGANISATION: { description: "One answer for the organisation as a whole." },
  } as const,
});

export const DimensionType = builder.enumType("Dimension", {
  description: "A dimension of the context of a response.",
  values: {
    ORGANISATION: { description: "The organisation that was rated." },
    SECTOR: { description: "The sector of that organisation." },
    CHANNEL: { description: "Phone, counter, website, …" },
    TOUCHPOINT: { description: "The contact moment." },
    AUDIENCE: { description: "Who answered." },
  } as const,
});

const GrainType = builder.enumType("Grain", {
  description: "Calendar periods in the operator's time zone.",
  values: {
    DAY: { description: "A local day." },
    WEEK: { description: "An ISO week, Monday first." },
    MONTH: { description: "A calendar month." },
    QUARTER: { description: "A calendar quarter." },
    YEAR: { description: "A calendar year." },
  } as const,
});

const RollingType = builder.inputType("RollingPeriods", {
  description: "Windows that overlap: each period together with those before it.",
  fields: (t) => ({
    grain: t.field({ type: GrainType, required: true, description: "One window for each of these periods." }),
    length: t.int({
      required: true,
      description: `Periods in a window, the last one included: 2 to ${LIMITS.window}.`,
    }),
  }),
});

export const GroupByType = builder.inputType("GroupBy", {
  isOneOf: true,
  description: "One thing to group by.",
  fields: (t) => ({
    dimension: t.field({ type: DimensionType, description: "A dimension of the context." }),
    period: t.field({ type: GrainType, description: "Periods of this length." }),
    attribute: t.string({ description: "A free attribute of the responses, by name." }),
    rolling: t.field({
      type: RollingType,
      description:
        "Rolling windows, such as the last 12 months of each month. They reach back before `where.from`; one that begins before the first response is left out.",
    }),
  }),
});

const AttributeFilterType = builder.inputType("AttributeFilter", {
  description: "Responses whose attribute has one of these values.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Name of the attribute." }),
    in: t.stringList({ required: true, description: "Accepted values, as text." }),
  }),
});

const codes = "Codes; left out: no restriction.";

export const ResponseFilterType = builder.inputType("ResponseFilter", {
  description: "Which responses count: those that meet all that is given.",
  fields: (t) => ({
    organisations: t.stringList({ description: codes }),
    sectors: t.stringList({ description: codes }),
    channels: t.stringList({ description: codes }),
    touchpoints: t.stringList({ description: codes }),
    audiences: t.field({ type: [AudienceType], description: "Left out: no restriction." }),
    from: t.field({ type: "Date", description: "First local day, included." }),
    until: t.field({ type: "Date", description: "First local day that is not included." }),
    attributes: t.field({ type: [AttributeFilterType], description: "All of these must hold." }),
  }),
});

type FilterInput = typeof ResponseFilterType.$inferInput;
type GroupByInput = typeof GroupByType.$inferInput;

/**
 * Drops what was not given, so that equal filters are equal.
 *
 * @throws GraphQLError `BAD_USER_INPUT` for a list that is too long, or a text that no response can have
 */
export function readFilter(input: FilterInput | null | undefined): ResponseFilter {
  const { organisations, sectors, channels, touchpoints, audiences, attributes } = input ?? {};
  for (const [name, list] of Object.entries({ organisations, sectors, channels, touchpoints }))
    requireTexts(`where.${name}`, list ?? []);
  requireLength("where.audiences", audiences ?? []);
  requireLength("where.attributes", attributes ?? []);
  for (const { name, in: values } of attributes ?? []) {
    requireAttributeName(name);
    requireTexts("where.attributes.in", values);
  }
  const given = Object.entries(input ?? {}).filter(([, value]) => value != null);
  return Object.fromEntries(given) as ResponseFilter; // the input type allows null where the filter has nothing
}

function requireTexts(where: string, texts: readonly string[]): void {
  requireLength(where, texts);
  for (const text of texts) requireText(where, text);
}

function requireLength(where: string, list: readonly unknown[]): void {
  if (list.length <= LIMITS.listElements) return;
  throw requestError(
    "BAD_USER_INPUT",
    `${where}: expected at most ${LIMITS.listElements} elements, got ${list.length}`,
  );
}

/** @throws GraphQLError `BAD_USER_INPUT` for a text with a NUL, which Postgres cannot hold, or one that is too long for a code */
export function requireText(where: string, text: string): string {
  if (text.length <= LIMITS.codeCharacters && !text.includes("\0")) return text;
  throw requestError(
    "BAD_USER_INPUT",
    `${where}: expected a text of at most ${LIMITS.codeCharacters} characters without NUL, got ${JSON.stringify(text.slice(0, 40))}`,
  );
}

/** @throws GraphQLError `BAD_USER_INPUT` for the same thing twice, more than five things, or an attribute name that cannot be one */
export function readGroupBy(input: readonly GroupByInput[]): readonly GroupBy[] {
  const by = input.map(readOne);
  if (by.length > LIMITS.groups)
    throw requestError("BAD_USER_INPUT", `by: expected at most ${LIMITS.groups} things to group by, got ${by.length}`);
  const kinds = by.map((group) => (group.kind === "period" ? "period" : JSON.stringify(group)));
  if (new Set(kinds).size !== kinds.length) {
    throw requestError(
      "BAD_USER_INPUT",
      "by: expected different things to group by and one period at most, got one twice",
    );
  }
  return by;
}

function readOne({ dimension, period, rolling, attribute }: GroupByInput): GroupBy {
  if (rolling != null) {
    const { grain, length } = rolling;
    if (length >= 2 && length <= LIMITS.window) return { kind: "period", grain, length };
    throw requestError("BAD_USER_INPUT", `by.rolling.length: expected 2 to ${LIMITS.window}, got ${length}`);
  }
  if (dimension != null) return { kind: "dimension", dimension: dimension satisfies Dimension };
  if (period != null) return { kind: "period", grain: period satisfies Grain };
  return { kind: "attribute", name: requireAttributeName(attribute ?? "") };
}

/** @throws GraphQLError `BAD_USER_INPUT` for a name that no attribute can have */
export function requireAttributeName(name: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_ .:-]{0,59}$/u.test(name)) return name;
  throw requestError(
    "BAD_USER_INPUT",
    `attribute: expected a name of 1 to 60 letters, digits, spaces or _ . : -, got ${JSON.stringify(name.slice(0, 40))}`,
  );
}
