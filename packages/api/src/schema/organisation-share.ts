import { emptyTally, topBox } from "@klik/metrics-core";
import { type InformantRule, type OrganisationShare, organisationShare } from "@klik/metrics-core/people";
import { builder } from "./builder.ts";
import { computed, requestError } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { type Finding, findIn, measuredIn } from "./measured.ts";
import { isNumeric, type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { organisationTallies } from "./segment-parts.ts";

const InformantRuleType = builder.enumType("InformantRule", {
  description: "When an organisation agrees, of which several people may have answered.",
  values: {
    MEAN: { value: "mean", description: "Their mean is among the points that count." },
    MAJORITY: { value: "majority", description: "More than half of them chose a point that counts." },
  } as const satisfies Record<string, { value: InformantRule; description: string }>,
});

const OrganisationShareType = builder.objectRef<Finding<OrganisationShare>>("OrganisationShare").implement({
  description: "A number with the organisation as its unit: a large delegation does not count more.",
  fields: (t) => ({
    share: t.field({
      type: MeasureType,
      description: "Share of the organisations that agree, 0 to 1; its base counts organisations.",
      resolve: (finding) => measuredIn(finding, ({ share }) => share),
    }),
    agreement: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "How alike people of one organisation answer: ICC(1), at most 1. Null when no organisation has two, or all answers are equal.",
      resolve: ({ found }) => found.agreement,
    }),
  }),
});

builder.objectField(SegmentType, "organisations", (t) =>
  t.field({
    type: OrganisationShareType,
    nullable: true,
    description:
      "Share of organisations that agree with a statement. Null with an error when k is neither given nor declared by the question.",
    args: {
      question: t.arg.string({ required: true, description: "Code of a question with a numeric scale." }),
      k: t.arg.int({
        description: "How many of the best points count as agreeing. Left out: as the question declares.",
      }),
      rule: t.arg({ type: InformantRuleType, required: true, defaultValue: "mean", description: "When it agrees." }),
    },
    resolve: (segment, { question: code, k: asked, rule }, context) => {
      const question = questionFor("organisations", segment, code, isNumeric);
      const k = asked ?? question.topBox;
      if (k === null)
        throw requestError(
          "BAD_USER_INPUT",
          "organisations.k: expected a number of points, got none and the question declares none",
        );
      return findIn(segment, `organisations ${question.code} ${k} ${rule}`, context, async (other, where) => {
        const tallies = await organisationTallies(other, question, where);
        return computed(() => (tallies.length === 0 ? nobody(question, k) : organisationShare(tallies, { k, rule })));
      });
    },
  }),
);

/** No organisation is no mistake: its number is suppressed like others. */
const nobody = ({ scale }: OrdinalQuestion, k: number): OrganisationShare => ({
  share: { ...topBox(emptyTally(scale), k), metric: `organisations.top_${k}` },
  agreement: null,
});
