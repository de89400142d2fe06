import {
  type ImportancePerformance,
  impactRangePerformance,
  importancePerformance,
  type PlacedDriver,
  type Quadrant,
} from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";
import { type AnsweredDrivers, DriverAnalysisType } from "./driver-analysis.ts";
import { levelArguments, readLevels } from "./driver-asymmetry.ts";
import type { Context } from "../context.ts";
import { driverTable } from "./driver-question.ts";
import { computed, computedApart } from "./error.ts";

const QUADRANTS: Readonly<Record<Quadrant, string>> = {
  concentrate_here: "Important and weak: improve first.",
  keep_up: "Important and good: keep it so.",
  low_priority: "Unimportant and weak.",
  possible_overkill: "Unimportant and good.",
};

const QuadrantType = builder.enumType("Quadrant", {
  description: "Where importance and performance put a driver (Martilla & James 1977).",
  values: Object.fromEntries(
    Object.entries(QUADRANTS).map(([value, description]) => [value.toUpperCase(), { value, description }]),
  ) as Record<string, { value: Quadrant; description: string }>,
});

const PlacedType = builder.objectRef<PlacedDriver>("PlacedDriver").implement({
  description: "A driver on the map of importance and performance.",
  fields: (t) => ({
    code: t.exposeString("driver", { description: "Code of the driver." }),
    importance: t.expose("importance", {
      type: "Decimal",
      description: "Horizontal: by the method of the analysis, or the range of impact.",
    }),
    performance: t.expose("performance", { type: "Decimal", description: "Vertical: mean answer." }),
    quadrant: t.expose("quadrant", { type: QuadrantType, description: "A value on the line counts as high." }),
    borderline: t.boolean({
      description: "The interval of the mean answer reaches the line: the driver could as well be on the other side.",
      resolve: ({ borderline }) => borderline.performance || borderline.importance,
    }),
  }),
});

const PlacementType = builder.objectRef<ImportancePerformance>("DriverPlacement").implement({
  description: "Drivers on the map of importance and performance; the lines stand at the means of the drivers.",
  fields: (t) => ({
    importanceLine: t.expose("importanceLine", {
      type: "Decimal",
      nullable: true,
      description: "Null without drivers.",
    }),
    performanceLine: t.expose("performanceLine", {
      type: "Decimal",
      nullable: true,
      description: "Null without drivers.",
    }),
    drivers: t.field({
      type: [PlacedType],
      description: "In the order of the questions; empty when the analysis is refused.",
      resolve: ({ drivers }) => drivers,
    }),
  }),
});

builder.objectFields(DriverAnalysisType, (t) => ({
  importancePerformance: t.field({
    type: PlacementType,
    nullable: true,
    description: "What to concentrate on: important drivers that are rated low.",
    resolve: async (answered, _args, context) => {
      const points = await pointsOf(answered, context);
      return computed(() => importancePerformance(points));
    },
  }),
  impactRangePerformance: t.field({
    type: PlacementType,
    nullable: true,
    description: "The same with the range of impact of a penalty-reward contrast as importance.",
    args: levelArguments,
    resolve: async ({ question }, args, context) => {
      const levels = readLevels("impactRangePerformance", question, args);
      const table = await driverTable(question, context);
      const [contrast, performances] = await Promise.all([
        computedApart("asymmetryOfDrivers", { table, levels, replications: 0 }, context),
        computedApart("performancesOfDrivers", { table, of: table.drivers }, context),
      ]);
      return computed(() =>
        contrast.status === "refused"
          ? importancePerformance([])
          : impactRangePerformance(contrast.joint.drivers, performances),
      );
    },
  }),
}));

async function pointsOf(
  { question, analysis, method }: AnsweredDrivers,
  context: Context,
): Promise<Parameters<typeof importancePerformance>[0]> {
  if (analysis.status === "refused") return [];
  const of = analysis.drivers.map(({ driver }) => driver);
  const table = await driverTable(question, context);
  const performances = await computedApart("performancesOfDrivers", { table, of }, context);
  return analysis.drivers.map(({ driver, importance, mean }, index) => ({
    driver,
    importance: importance[method],
    performance: performances[index]?.mean ?? mean,
    performanceInterval: performances[index]?.interval ?? null,
  }));
}
