import {
  type EstimatedLinkage,
  type Linkage,
  linkage,
  LINKAGE_MINIMUM,
  type LinkedCorrelation,
  type LinkedOrganisation,
} from "@klik/metrics-core/outcomes";
import { requireScope } from "../access/require-scope.ts";
import { builder } from "./builder.ts";
import { OrganisationType } from "./category.ts";
import { computed, requestError } from "./error.ts";
import { MeasureType, ReasonType, rounded, roundArguments, StatusType } from "./estimate.ts";
import { linkageResults, LinkageSideType } from "./linkage-results.ts";
import type { Measured } from "./measured.ts";

const CorrelationType = builder.objectRef<LinkedCorrelation>("LinkedCorrelation").implement({
  description: `A correlation across organisations. With fewer than ${LINKAGE_MINIMUM} it describes these organisations and has no test.`,
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      description: "−1 to 1.",
      args: roundArguments,
      resolve: ({ value }, { round }) => rounded(value, round),
    }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound, on Fisher's z. Null with too few organisations, and for −1 or 1.",
      args: roundArguments,
      resolve: ({ inference }, { round }) => roundedOrNull(inference?.interval?.low, round),
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound, on Fisher's z. Null with too few organisations, and for −1 or 1.",
      args: roundArguments,
      resolve: ({ inference }, { round }) => roundedOrNull(inference?.interval?.high, round),
    }),
    p: t.field({
      type: "Decimal",
      nullable: true,
      description: "Two-sided p value of no correlation, by Student's t. Null with too few organisations.",
      resolve: ({ inference }) => inference?.p ?? null,
    }),
  }),
});

interface LinkedPair {
  readonly id: number;
  readonly x: Measured;
  readonly y: Measured;
  readonly influence: EstimatedLinkage["influence"][number];
}

const LinkedOrganisationType = builder.objectRef<LinkedPair>("LinkedOrganisation").implement({
  description: "One organisation of a linkage.",
  fields: (t) => ({
    organisation: t.field({
      type: OrganisationType,
      nullable: true,
      description: "Null when it is not there any more.",
      resolve: ({ id }, _args, { catalogue }) => catalogue.organisation(id),
    }),
    x: t.field({ type: MeasureType, description: "Its first result.", resolve: ({ x }) => x }),
    y: t.field({ type: MeasureType, description: "Its second result.", resolve: ({ y }) => y }),
    without: t.field({
      type: "Decimal",
      nullable: true,
      description: "Pearson's correlation without this organisation. Null when the others do not vary.",
      args: roundArguments,
      resolve: ({ influence }, { round }) => roundedOrNull(influence.without, round),
    }),
    change: t.field({
      type: "Decimal",
      nullable: true,
      description: "What the organisation adds to the correlation. Null when the others do not vary.",
      args: roundArguments,
      resolve: ({ influence }, { round }) => roundedOrNull(influence.change, round),
    }),
  }),
});

interface LinkageAnswer {
  readonly linkage: Linkage;
  readonly pairs: readonly LinkedPair[];
}

const estimatedOf = ({ linkage: found }: LinkageAnswer): EstimatedLinkage | null =>
  found.status === "estimated" ? found : null;

const LinkageType = builder.objectRef<LinkageAnswer>("Linkage").implement({
  description:
    "Correlation across organisations of two of their results. The unit is the organisation: nothing follows about single people (ecological fallacy), nor about cause.",
  fields: (t) => ({
    status: t.field({
      type: StatusType,
      description: "Whether there is a correlation.",
      resolve: (answer) => answer.linkage.status,
    }),
    reason: t.field({
      type: ReasonType,
      nullable: true,
      description:
        "Why there is none: EMPTY_BASE, no organisation has both results; NO_VARIANCE, one of them is the same everywhere. Null when there is one.",
      resolve: (answer) => (answer.linkage.status === "suppressed" ? answer.linkage.reason : null),
    }),
    n: t.int({ description: "Organisations with both results.", resolve: (answer) => answer.linkage.n }),
    leftOut: t.int({
      description: "Organisations with responses to one of the two that lack a result, or have too few answers.",
      resolve: (answer) => answer.linkage.leftOut,
    }),
    pearson: t.field({
      type: CorrelationType,
      nullable: true,
      description: "Product-moment correlation. Null when suppressed.",
      resolve: (answer) => estimatedOf(answer)?.pearson ?? null,
    }),
    spearman: t.field({
      type: CorrelationType,
      nullable: true,
      description: "Rank correlation. Null when suppressed.",
      resolve: (answer) => estimatedOf(answer)?.spearman ?? null,
    }),
    corrected: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "Pearson's, corrected for the sampling error of the results (Spearman 1904); may leave −1 to 1. Null when suppressed, without standard errors, and when a result has no more spread than its sampling error.",
      args: roundArguments,
      resolve: (answer, { round }) => roundedOrNull(estimatedOf(answer)?.corrected, round),
    }),
    reliabilityX: t.field({
      type: "Decimal",
      nullable: true,
      description: "Share of the variance of the first result between organisations that is not sampling error.",
      args: roundArguments,
      resolve: (answer, { round }) => roundedOrNull(estimatedOf(answer)?.reliability.x, round),
    }),
    reliabilityY: t.field({
      type: "Decimal",
      nullable: true,
      description: "The same of the second result.",
      args: roundArguments,
      resolve: (answer, { round }) => roundedOrNull(estimatedOf(answer)?.reliability.y, round),
    }),
    descriptionOnly: t.boolean({
      description: `Fewer than ${LINKAGE_MINIMUM} organisations: it says nothing about others. False when suppressed.`,
      resolve: (answer) => estimatedOf(answer)?.flags.includes("DESCRIPTION_ONLY") ?? false,
    }),
    organisations: t.field({
      type: [LinkedOrganisationType],
      description: "Both results of the organisations that count, the most influential first. Empty when suppressed.",
      args: { first: t.arg.int({ required: true, defaultValue: 500, description: "How many at most, 1 to 5000." }) },
      resolve: ({ pairs }, { first }, { catalogue }) => {
        if (first < 1 || first > 5000) throw requestError("BAD_USER_INPUT", `first: expected 1 to 5000, got ${first}`);
        const shown = pairs.slice(0, first);
        catalogue.expectOrganisations(shown.map(({ id }) => id));
        return shown;
      },
    }),
  }),
});

builder.queryField("linkage", (t) =>
  t.field({
    type: LinkageType,
    description:
      "Do organisations with more satisfied employees have more satisfied customers? The correlation across the organisations that you may see, of any two results.",
    args: {
      x: t.arg({ type: LinkageSideType, required: true, description: "The first result." }),
      y: t.arg({ type: LinkageSideType, required: true, description: "The second result." }),
      level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
      minimumBase: t.arg.int({
        required: true,
        defaultValue: 10,
        description: "Valid answers that both results of an organisation need, 1 or more.",
      }),
    },
    resolve: async (_root, { x, y, level, minimumBase }, context): Promise<LinkageAnswer> => {
      requireScope(context, "read");
      if (minimumBase < 1) throw requestError("BAD_USER_INPUT", `minimumBase: expected 1 or more, got ${minimumBase}`);
      const [xs, ys] = await Promise.all([linkageResults("x", x, context), linkageResults("y", y, context)]);
      const ids = [...new Set([...xs.keys(), ...ys.keys()])];
      const found = computed(() =>
        linkage(
          ids.map((id) => linked(id, xs.get(id), ys.get(id), minimumBase)),
          { level },
        ),
      );
      const influences = found.status === "estimated" ? found.influence : [];
      const pairs = influences.map((influence) => {
        const id = Number(influence.organisation);
        return { id, x: xs.get(id)!, y: ys.get(id)!, influence };
      });
      return { linkage: found, pairs };
    },
  }),
);

function linked(id: number, x: Measured | undefined, y: Measured | undefined, minimumBase: number): LinkedOrganisation {
  const enough = (estimate: Measured | undefined): Measured | null =>
    estimate !== undefined && estimate.base.valid >= minimumBase ? estimate : null;
  const [left, right] = [enough(x), enough(y)];
  const xStandardError = left?.standardError ?? null;
  const yStandardError = right?.standardError ?? null;
  return {
    organisation: String(id),
    x: left?.value ?? null,
    y: right?.value ?? null,
    ...(xStandardError === null ? {} : { xStandardError }),
    ...(yStandardError === null ? {} : { yStandardError }),
  };
}

function roundedOrNull(value: number | null | undefined, places: number | null | undefined): number | null {
  return value == null ? null : rounded(value, places);
}
