import { type Tally, unweighted } from "@klik/metrics-core";
import { requireScope } from "../access/require-scope.ts";
import type { Context } from "../context.ts";
import type { Instrument } from "../instrument/store.ts";
import { LIMITS } from "../limits.ts";
import type { Category, CategoryKind, Organisation } from "../plan/catalogue.ts";
import { type Period, windowTo } from "../plan/period.ts";
import type { Audience, Scope } from "../plan/scope.ts";
import type { SegmentRow } from "../plan/summaries.ts";
import { builder } from "./builder.ts";
import { CategoryType, OrganisationType } from "./category.ts";
import { requestError } from "./error.ts";
import { expectedQuestions } from "./expected-questions.ts";
import { namesCategories } from "./names-categories.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import { relatedScopes } from "./related-scopes.ts";
import { requireInstrument } from "./require-instrument.ts";
import { AudienceType, GroupByType, readFilter, readGroupBy, ResponseFilterType } from "./segment-input.ts";

/** One group of responses, of which metrics can be asked. */
export interface Segment {
  readonly instrument: Instrument;
  readonly scope: Scope;
  /** As it was asked: `response`, `none`, or the name of one that was stored. */
  readonly weighting: string;
  readonly row: SegmentRow;
  /** The answer that it stands in: tests of its rows are one family. */
  readonly list: SegmentRows;
}

export interface SegmentRows {
  readonly nodes: readonly Segment[];
}

/** The tally of a question in a segment, weighted as the segment says. */
export function tallyIn(
  { scope, weighting, row }: Segment,
  question: OrdinalQuestion,
  { summaries }: Context,
): Tally | Promise<Tally> {
  const asAsked = (tally: Tally): Tally => (weighting === "none" ? unweighted(tally) : tally);
  const tally = summaries.tally(scope, row, question);
  return tally instanceof Promise ? tally.then(asAsked) : asAsked(tally);
}

interface SegmentAttribute {
  readonly name: string;
  readonly value: string | null;
}

const SegmentAttributeType = builder.objectRef<SegmentAttribute>("SegmentAttribute").implement({
  description: "The value of a free attribute.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the attribute." }),
    value: t.exposeString("value", { nullable: true, description: "Null: the responses have no such attribute." }),
  }),
});

const PeriodType = builder.objectRef<Period>("Period").implement({
  description: "A calendar period, or a window of them, in the operator's time zone: from included, until not.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", description: "First day." }),
    until: t.expose("until", { type: "Date", description: "First day after it." }),
    label: t.exposeString("label", {
      description:
        "2017, 2017-Q2, 2017-05, 2017-W20 or 2017-05-01; of a rolling window its first and last period, 2017-03/2017-05.",
    }),
  }),
});

export const AUDIENCES: Readonly<Record<string, Audience>> = { "1": "CUSTOMER", "2": "EMPLOYEE", "3": "ORGANISATION" };

/** The value of a segment at one thing it was grouped by; `undefined` when it was not grouped by that. */
function valueOf({ scope, row }: Segment, dimension: string): string | null | undefined {
  const at = scope.by.findIndex((group) => group.kind === "dimension" && group.dimension === dimension);
  return at < 0 ? undefined : row.values[at];
}

function categoryOf(
  segment: Segment,
  kind: CategoryKind,
  { catalogue }: Context,
): Category | null | Promise<Category | null> {
  const id = valueOf(segment, kind.toUpperCase());
  return id == null ? null : catalogue.category(kind, Number(id));
}

const SegmentKeyType = builder.objectRef<Segment>("SegmentKey").implement({
  description:
    "What the responses of a segment have in common. A field is null when the segments were not grouped by it, or the responses have no value there.",
  fields: (t) => ({
    organisation: t.field({
      type: OrganisationType,
      nullable: true,
      description: "The organisation that was rated.",
      resolve: (segment, _args, { catalogue }): Promise<Organisation | null> | null => {
        const id = valueOf(segment, "ORGANISATION");
        return id == null ? null : catalogue.organisation(Number(id));
      },
    }),
    sector: t.field({
      type: CategoryType,
      nullable: true,
      description: "Its sector.",
      resolve: (segment, _args, context) => categoryOf(segment, "sector", context),
    }),
    channel: t.field({
      type: CategoryType,
      nullable: true,
      description: "Contact channel.",
      resolve: (segment, _args, context) => categoryOf(segment, "channel", context),
    }),
    touchpoint: t.field({
      type: CategoryType,
      nullable: true,
      description: "Contact moment.",
      resolve: (segment, _args, context) => categoryOf(segment, "touchpoint", context),
    }),
    audience: t.field({
      type: AudienceType,
      nullable: true,
      description: "Who answered.",
      resolve: (segment) => AUDIENCES[valueOf(segment, "AUDIENCE") ?? ""] ?? null,
    }),
    period: t.field({
      type: PeriodType,
      nullable: true,
      description: "The period of the responses.",
      resolve: ({ scope, row }) => {
        for (const [index, group] of scope.by.entries()) {
          const value = row.values[index];
          if (group.kind === "period" && value != null) return windowTo(group.grain, value, group.length ?? 1);
        }
        return null;
      },
    }),
    attributes: t.field({
      type: [SegmentAttributeType],
      description: "The attributes it was grouped by, in that order.",
      resolve: ({ scope, row }) =>
        scope.by.flatMap((group, index) =>
          group.kind === "attribute" ? [{ name: group.name, value: row.values[index] ?? null }] : [],
        ),
    }),
  }),
});

export const SegmentType = builder.objectRef<Segment>("Segment").implement({
  description:
    "A group of responses. A metric field that fails is null with an error beside it and never blanks its neighbours.",
  fields: (t) => ({
    key: t.field({
      type: SegmentKeyType,
      description: "What its responses have in common.",
      resolve: (segment) => segment,
    }),
    responses: t.int({
      description: "Number of responses, whatever they answered.",
      resolve: ({ row }) => row.responses,
    }),
    withoutWeight: t.int({
      description:
        "Those of them that came after the weights of the weighting were made, or were not among the responses that it is of: they count in no number. 0 for the weightings `response` and `none`.",
      resolve: ({ row }) => row.withoutWeight ?? 0,
    }),
  }),
});

interface SegmentList extends SegmentRows {
  readonly totalCount: number;
}

export const SegmentListType = builder.objectRef<SegmentList>("SegmentList").implement({
  description: "The segments of an answer, in the order of what they were grouped by.",
  fields: (t) => ({
    nodes: t.field({ type: [SegmentType], description: "At most `first` of them.", resolve: ({ nodes }) => nodes }),
    totalCount: t.exposeInt("totalCount", { description: "How many there are." }),
    truncated: t.boolean({
      description: "Whether `nodes` holds fewer than all.",
      resolve: ({ nodes, totalCount }) => nodes.length < totalCount,
    }),
  }),
});

const DEFAULT_SEGMENTS = 500;

builder.queryField("segments", (t) =>
  t.field({
    type: SegmentListType,
    description:
      "Responses of one instrument, filtered and grouped; ask metrics of each group. Without `by` it is one segment of everything, also when that is nobody.",
    args: {
      instrument: t.arg.string({ required: true, description: "Code of the instrument." }),
      where: t.arg({ type: ResponseFilterType, description: "Which responses count. Left out: all." }),
      by: t.arg({
        type: [GroupByType],
        defaultValue: [],
        description: "What to group by, in this order.",
      }),
      first: t.arg.int({
        defaultValue: DEFAULT_SEGMENTS,
        description: `How many segments at most, 1 to ${LIMITS.segments}.`,
      }),
      weighting: t.arg.string({
        defaultValue: "response",
        description:
          "`response`: the weight that each response came with, 1 where it came with none. `none`: every response counts 1. Or the name of a weighting that `rakeWeights` made.",
      }),
    },
    resolve: async (_root, { instrument: code, where, by, ...args }, context, info) => {
      requireScope(context, "read");
      const first = args.first ?? DEFAULT_SEGMENTS;
      const weighting = args.weighting ?? "response";
      if (first < 1 || first > LIMITS.segments)
        throw requestError("BAD_USER_INPUT", `first: expected 1 to ${LIMITS.segments}, got ${first}`);
      const filter = readFilter(where);
      const groups = readGroupBy(by ?? []);
      const instrument = await requireInstrument(code, filter, { argument: "instrument", where: "segments" }, context);
      const scope: Scope = {
        instrumentId: instrument.id,
        visible: context.viewer.organisations,
        where: filter,
        by: groups,
        ...(await storedWeighting(weighting, instrument, context)),
      };
      // Names come while responses are counted: then none of thousands of segments has to wait for its own.
      const [rows] = await Promise.all([
        context.summaries.segments(scope, expectedQuestions(instrument, info), relatedScopes(scope, info)),
        namesCategories(groups, info) ? context.catalogue.expectCategories() : null,
      ]);
      const nodes: Segment[] = [];
      const list: SegmentList = { nodes, totalCount: rows.length };
      for (const row of rows.slice(0, first)) nodes.push({ instrument, scope, weighting, row, list });
      const ids = new Set(nodes.map((segment) => valueOf(segment, "ORGANISATION")));
      context.catalogue.expectOrganisations([...ids].flatMap((id) => (id == null ? [] : [Number(id)])));
      return list;
    },
  }),
);

/** @throws GraphQLError `BAD_USER_INPUT` for a weighting that the instrument does not have */
async function storedWeighting(
  name: string,
  instrument: Instrument,
  { entities }: Context,
): Promise<Pick<Scope, "weighting">> {
  if (name === "response" || name === "none") return {};
  const stored = await entities.weightings(instrument.id);
  const found = stored.find((weighting) => weighting.name === name);
  if (found !== undefined) return { weighting: found.name };
  const expected = ["response", "none", ...stored.map((weighting) => weighting.name)];
  throw requestError(
    "BAD_USER_INPUT",
    `weighting: expected ${expected.slice(0, 20).join(", ")}, got ${JSON.stringify(name.slice(0, 40))}`,
    { expected },
  );
}
