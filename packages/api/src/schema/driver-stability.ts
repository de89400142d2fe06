import {
  type DriverStability,
  type ImportanceMethod,
  importanceStability,
  type OrganisationImportance,
  type Stability,
  type StabilityLabel,
} from "@klik/metrics-core/drivers";
import type { Context } from "../context.ts";
import { groupKey } from "../plan/scope.ts";
import { builder } from "./builder.ts";
import { driverArguments } from "./driver-arguments.ts";
import { DEFAULT_METHOD } from "./driver-method.ts";
import { askDrivers, type DriverArguments, driverTable } from "./driver-question.ts";
import { computed, computedApart } from "./error.ts";
import { type Segment, SegmentListType } from "./segment.ts";
import { requireReplications, samplingArguments } from "./sampling.ts";

const LABELS: Readonly<Record<StabilityLabel, string>> = {
  stable_high: "Important in all segments.",
  stable_low: "Unimportant in all segments.",
  varies: "Important in one segment, unimportant in another.",
};

const LabelType = builder.enumType("StabilityLabel", {
  description: "Whether a driver matters alike everywhere.",
  values: Object.fromEntries(
    Object.entries(LABELS).map(([value, description]) => [value.toUpperCase(), { value, description }]),
  ) as Record<string, { value: StabilityLabel; description: string }>,
});

const StabilityRowType = builder.objectRef<DriverStability>("DriverStability").implement({
  description: "How one driver's importance differs between the segments.",
  fields: (t) => ({
    code: t.exposeString("driver", { description: "Code of the driver." }),
    segments: t.int({
      description: "Segments in which it could be estimated.",
      resolve: ({ organisations }) => organisations,
    }),
    pooled: t.expose("pooled", { type: "Decimal", description: "Random-effects mean over the segments." }),
    standardError: t.expose("standardError", { type: "Decimal", description: "Of the pooled importance." }),
    low: t.field({
      type: "Decimal",
      description: "Lower bound of its interval.",
      resolve: ({ interval }) => interval.low,
    }),
    high: t.field({
      type: "Decimal",
      description: "Upper bound of its interval.",
      resolve: ({ interval }) => interval.high,
    }),
    q: t.field({
      type: "Decimal",
      nullable: true,
      description: "Cochran's Q of “the same everywhere”. Null for one segment.",
      resolve: ({ q }) => q?.value ?? null,
    }),
    p: t.field({
      type: "Decimal",
      nullable: true,
      description: "p value of Q. Null for one segment.",
      resolve: ({ q }) => q?.p ?? null,
    }),
    iSquared: t.expose("iSquared", {
      type: "Decimal",
      nullable: true,
      description: "I²: share of the variation that is more than chance, 0 to 1.",
    }),
    tauSquared: t.expose("tauSquared", {
      type: "Decimal",
      nullable: true,
      description: "τ²: variance between segments (DerSimonian & Laird 1986).",
    }),
    label: t.expose("label", { type: LabelType, nullable: true, description: "Null for one segment." }),
  }),
});

const StabilityType = builder.objectRef<Stability & { readonly refused: number }>("DriverStabilityList").implement({
  description: "Which drivers matter everywhere, which nowhere, and which here but not there.",
  fields: (t) => ({
    threshold: t.expose("threshold", {
      type: "Decimal",
      nullable: true,
      description: "High and low importance are told apart here: the mean of the pooled importances.",
    }),
    drivers: t.field({
      type: [StabilityRowType],
      description: "In the order of the questions.",
      resolve: ({ drivers }) => drivers,
    }),
    refused: t.exposeInt("refused", { description: "Segments left out because nothing could be estimated there." }),
  }),
});

builder.objectField(SegmentListType, "driverStability", (t) =>
  t.field({
    type: StabilityType,
    nullable: true,
    description: "Driver importance compared over the segments of this list, for example by ORGANISATION.",
    args: { ...driverArguments, ...samplingArguments },
    resolve: async ({ nodes }, { method: asked, level, replications, seed, missing: _, ...args }, context) => {
      const method = asked ?? DEFAULT_METHOD;
      const perSegment = await Promise.all(
        nodes.map((segment) =>
          importancesOf(segment, args, { method, replications: requireReplications(replications), seed }, context),
        ),
      );
      const stability = computed(() =>
        importanceStability(
          perSegment.flatMap((entries) => entries ?? []),
          { level },
        ),
      );
      return { ...stability, refused: perSegment.filter((entries) => entries === null).length };
    },
  }),
);

interface Sampling {
  readonly method: ImportanceMethod;
  readonly replications: number;
  readonly seed: number;
}

/** The importances in one segment with their standard errors; `null` where nothing can be estimated. */
async function importancesOf(
  segment: Segment,
  args: DriverArguments,
  { method, replications, seed }: Sampling,
  context: Context,
): Promise<readonly OrganisationImportance[] | null> {
  const table = await driverTable(askDrivers(segment, args), context);
  const certainty = await computedApart(
    "certaintyOfDrivers",
    { table, methods: [method], replications, seed },
    context,
  );
  if (certainty.status === "refused") return null;
  return (certainty.methods[0]?.drivers ?? [])
    .filter(({ standardError }) => standardError > 0)
    .map(({ driver, importance, standardError }) => ({
      organisation: groupKey(segment.row.values),
      driver,
      importance,
      standardError,
    }));
}
