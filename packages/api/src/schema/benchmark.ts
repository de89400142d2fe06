import type { Estimate } from "@klik/metrics-core";
import {
  type Member,
  positionAmong,
  type Quartiles,
  quartilesOf,
  type RankedMember,
  type Ranking,
  type RankOptions,
  type SectorEstimate,
  type SectorMethod,
  sectorValue,
} from "@klik/metrics-core/comparison";
import { describeMetric } from "@klik/metrics-core/describe";
import type { Context } from "../context.ts";
import { type BenchmarkGroup, benchmarkMembers, type BenchmarkMembers } from "./benchmark-members.ts";
import { builder } from "./builder.ts";
import { computedApart, requestError } from "./error.ts";
import { EstimateType, rounded, roundArguments } from "./estimate.ts";
import { requireReplications, samplingArguments } from "./sampling.ts";

const BenchmarkGroupType = builder.enumType("BenchmarkGroup", {
  description: "Which organisations a number is held against. The own organisation is never among them.",
  values: {
    SECTOR: { description: "The other organisations of the same sector." },
    ALL: { description: "All other organisations." },
  } as const satisfies Record<BenchmarkGroup, { description: string }>,
});

type Withholding = keyof typeof WITHHELD;
const WITHHELD = {
  RELEASES_ONLY: { description: "Readers of single organisations see others only in benchmark releases." },
  TOO_FEW_ORGANISATIONS: { description: "Fewer organisations than the minimum have a number on enough answers." },
  NO_PEERS: {
    description: "Nobody of this organisation answered, or it has no sector: it is not known who its peers are.",
  },
} as const;

const WithholdingType = builder.enumType("BenchmarkReason", {
  description: "Why a benchmark is withheld.",
  values: WITHHELD,
});

const BenchmarkStatusType = builder.enumType("BenchmarkStatus", {
  description: "Whether there is a benchmark.",
  values: {
    AVAILABLE: { description: "There is one." },
    WITHHELD: { description: "There is none; `reason` says why." },
  } as const,
});

interface AvailableBenchmark extends BenchmarkMembers {
  readonly estimate: Estimate;
  readonly minimumBase: number;
  /** With a number on enough answers, the own organisation not among them. */
  readonly others: readonly Member[];
  readonly higherIsBetter: boolean;
}

type Benchmark = AvailableBenchmark | { readonly withheld: Withholding };

const availableOf = (benchmark: Benchmark): AvailableBenchmark | null => ("withheld" in benchmark ? null : benchmark);

const SectorValueType = builder.objectRef<SectorEstimate>("SectorValue").implement({
  description: "One number for many organisations.",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      description: "In the unit of the estimate.",
      args: roundArguments,
      resolve: ({ value }, { round }) => rounded(value, round),
    }),
    standardError: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "What the samples of these very organisations leave uncertain. Null for a median, and when one of them has no standard error.",
      resolve: ({ standardError }) => standardError,
    }),
    samplingError: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "When the organisations are themselves a sample: their standard deviation / √organisations. Only of `equal`; null with one organisation.",
      resolve: ({ samplingError }) => samplingError,
    }),
  }),
});

const QuartilesType = builder.objectRef<Quartiles>("Quartiles").implement({
  description: "How the organisations are spread: type 7, linear between neighbours, as R, NumPy and Excel do.",
  fields: (t) => ({
    low: t.expose("low", { type: "Decimal", description: "A quarter of the organisations is below." }),
    median: t.expose("median", { type: "Decimal", description: "Half is below." }),
    high: t.expose("high", { type: "Decimal", description: "Three quarters are below." }),
  }),
});

interface BenchmarkRank {
  readonly ranked: RankedMember;
  readonly of: number;
}

const BenchmarkRankType = builder.objectRef<BenchmarkRank>("BenchmarkRank").implement({
  description:
    "The place of the own organisation among its peers and itself, with an interval: ranks of noisy numbers are noisy (Goldstein & Spiegelhalter 1996).",
  fields: (t) => ({
    rank: t.field({
      type: "Decimal",
      description: "1 is best; organisations with equal numbers share the middle of their places.",
      resolve: ({ ranked }) => ranked.rank,
    }),
    of: t.exposeInt("of", { description: "How many organisations are ranked, the own one among them." }),
    low: t.field({
      type: "Decimal",
      description: "Best rank that the samples leave possible, at the level asked for.",
      resolve: ({ ranked }) => ranked.rankInterval[0],
    }),
    high: t.field({
      type: "Decimal",
      description: "Worst rank that the samples leave possible.",
      resolve: ({ ranked }) => ranked.rankInterval[1],
    }),
    percentileLow: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound of the percentile. Null without peers.",
      resolve: ({ ranked }) => ranked.percentileInterval?.[0] ?? null,
    }),
    percentileHigh: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound of the percentile. Null without peers.",
      resolve: ({ ranked }) => ranked.percentileInterval?.[1] ?? null,
    }),
    firstChance: t.field({
      type: "Decimal",
      description: "Chance to be first, 0 to 1.",
      resolve: ({ ranked }) => ranked.firstChance,
    }),
    tied: t.boolean({
      description: "The own interval covers the number next above or next below: the place is not settled.",
      resolve: ({ ranked }) => ranked.tied,
    }),
  }),
});

const sectorValueOf = (benchmark: Benchmark, method: SectorMethod): SectorEstimate | null => {
  const available = availableOf(benchmark);
  const value = available === null ? null : sectorValue(available.others, { method });
  return value?.status === "estimated" ? value : null;
};

const BenchmarkType = builder.objectRef<Benchmark>("Benchmark").implement({
  description:
    "Where a number stands among other organisations. Everything but `status` and `reason` is null when it is withheld.",
  fields: (t) => ({
    status: t.field({
      type: BenchmarkStatusType,
      description: "Whether there is a benchmark.",
      resolve: (each) => (availableOf(each) === null ? "WITHHELD" : "AVAILABLE"),
    }),
    reason: t.field({
      type: WithholdingType,
      nullable: true,
      description: "Why it is withheld. Null when it is not.",
      resolve: (each) => ("withheld" in each ? each.withheld : null),
    }),
    organisations: t.int({
      nullable: true,
      description: "How many other organisations count: those with a number on at least `minimumBase` valid answers.",
      resolve: (each) => availableOf(each)?.others.length ?? null,
    }),
    equal: t.field({
      type: SectorValueType,
      nullable: true,
      description: "Mean of the organisations: each counts the same.",
      resolve: (each) => sectorValueOf(each, "equal"),
    }),
    pooled: t.field({
      type: SectorValueType,
      nullable: true,
      description: "Mean of the answers: large organisations count more.",
      resolve: (each) => sectorValueOf(each, "pooled"),
    }),
    median: t.field({
      type: SectorValueType,
      nullable: true,
      description: "The organisation in the middle.",
      resolve: (each) => sectorValueOf(each, "median"),
    }),
    quartiles: t.field({
      type: QuartilesType,
      nullable: true,
      description: "Spread of the organisations.",
      resolve: (each) => quartilesOf(valuesOf(availableOf(each)?.others ?? [])),
    }),
    percentile: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "Mid-rank percentile among the peers, 0 to 100, 100 is best: the share of peers that do worse, and half of those level. Null also when the own number is suppressed.",
      resolve: (each) => percentileOf(availableOf(each)),
    }),
    rank: t.field({
      type: BenchmarkRankType,
      nullable: true,
      description:
        "Place among the peers and itself. Null also when the own number is suppressed or has no standard error.",
      args: samplingArguments,
      resolve: async (each, { level, replications, seed }, context) => {
        const options = { level, draws: requireReplications(replications), seed };
        const available = availableOf(each);
        if (available === null) return null;
        const { members } = await rankingOf(available, options, context);
        const ranked = members.find(({ organisation }) => organisation === available.own);
        return ranked === undefined ? null : { ranked, of: members.length };
      },
    }),
  }),
});

builder.interfaceField(EstimateType, "benchmark", (t) =>
  t.field({
    type: BenchmarkType,
    nullable: true,
    description:
      "The same number of other organisations, in the same group and under the same filter. For rows of one organisation: segments by organisation, or `where.organisations` of one; null with an error for others.",
    args: {
      against: t.arg({ type: BenchmarkGroupType, required: true, description: "Which organisations." }),
      minimumBase: t.arg.int({
        required: true,
        defaultValue: 10,
        description: "Valid answers that an organisation needs to count, 1 or more.",
      }),
      minimumOrganisations: t.arg.int({
        required: true,
        defaultValue: 5,
        description: "Other organisations that a benchmark needs, 1 or more.",
      }),
    },
    resolve: async (estimate, { against, minimumBase, minimumOrganisations }, context): Promise<Benchmark> => {
      requireMinimum("minimumBase", minimumBase);
      requireMinimum("minimumOrganisations", minimumOrganisations);
      const { origin } = estimate;
      if (origin === undefined)
        throw requestError("QUESTION_UNSUITABLE", `benchmark: expected a metric of a segment, got ${estimate.metric}`);
      // Numbers of others could be told from two benchmarks; releases are made so that they cannot.
      if (context.viewer.organisations !== "all") return { withheld: "RELEASES_ONLY" };
      const found = await benchmarkMembers(estimate, origin, against, context);
      if (found === null) return { withheld: "NO_PEERS" };
      const others = found.members.filter((member) => member.organisation !== found.own && counts(member, minimumBase));
      if (others.length < minimumOrganisations) return { withheld: "TOO_FEW_ORGANISATIONS" };
      const higherIsBetter = describeMetric(estimate.metric).higherIsBetter ?? !origin.lowIsGood;
      return { ...found, estimate, minimumBase, others, higherIsBetter };
    },
  }),
);

function requireMinimum(where: string, minimum: number): void {
  if (minimum >= 1) return;
  throw requestError("BAD_USER_INPUT", `benchmark.${where}: expected 1 or more, got ${minimum}`);
}

const counts = ({ estimate }: Member, minimumBase: number): boolean =>
  estimate.status === "estimated" && estimate.base.valid >= minimumBase;

/** Rows of one group are ranked once, all together. */
const rankings = new WeakMap<readonly Member[], Map<string, Promise<Ranking>>>();

function rankingOf(
  { own, members, minimumBase, higherIsBetter }: AvailableBenchmark,
  options: Omit<RankOptions, "higherIsBetter">,
  context: Context,
): Promise<Ranking> {
  const ranked = members.filter((member) => member.organisation === own || counts(member, minimumBase));
  const known = rankings.get(members) ?? new Map<string, Promise<Ranking>>();
  rankings.set(members, known);
  const key = JSON.stringify([options, ranked.map(({ organisation }) => organisation)]);
  const ranking =
    known.get(key) ?? computedApart("rankOrganisations", { members: ranked, ...options, higherIsBetter }, context);
  known.set(key, ranking);
  return ranking;
}

function valuesOf(members: readonly Member[]): readonly number[] {
  return members.flatMap(({ estimate }) => (estimate.status === "estimated" ? [estimate.value] : []));
}

function percentileOf(benchmark: AvailableBenchmark | null): number | null {
  if (benchmark === null || benchmark.estimate.status === "suppressed") return null;
  const position = positionAmong(valuesOf(benchmark.others), benchmark.estimate.value);
  if (position === null) return null;
  return benchmark.higherIsBetter ? position.percentile : 100 - position.percentile;
}
