import {
  bottomBox,
  bridgedSatisfaction,
  doublingBridge,
  minMaxBridge,
  netSatisfaction,
  satisfaction,
  satisfactionIndex,
  scaleOf,
  topBox,
} from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed, requestError } from "./error.ts";
import { EstimateType, MeasureType } from "./estimate.ts";
import { measured, type Measured, type OrdinalAnswers, ofAnswers } from "./measured.ts";
import { isNumeric, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

const BRIDGES = { MIN_MAX: minMaxBridge, DOUBLE: doublingBridge };

const BridgeRuleType = builder.enumType("BridgeRule", {
  description:
    "How a point of one scale is read on another. Rules differ, so numbers by different rules are different metrics.",
  values: {
    MIN_MAX: { description: "Linear from end to end: 1–5 becomes 1, 3.25, 5.5, 7.75, 10 on 1–10." },
    DOUBLE: { description: "Times 2: 1–5 becomes 2, 4, 6, 8, 10 on 1–10." },
  } as const satisfies Record<keyof typeof BRIDGES, { description: string }>,
});

type Satisfaction = Measured & OrdinalAnswers;

const SatisfactionType = builder.objectRef<Satisfaction>("Satisfaction").implement({
  description: "The mean answer, in points of the question's own scale; on 1–10 this is the report mark.",
  interfaces: [EstimateType],
  fields: (t) => ({
    topBox: t.field({
      type: MeasureType,
      nullable: true,
      description:
        "Share of answers among the k best points, 0 to 1. Null with an error when k is neither given nor declared by the question.",
      args: { k: t.arg.int({ description: "Points in the box. Left out: as the question declares." }) },
      resolve: (answers, { k }) => {
        const size = boxSize("topBox", k, answers.question.topBox);
        return computed(() => measured(answers, (tally) => topBox(tally, size)));
      },
    }),
    bottomBox: t.field({
      type: MeasureType,
      nullable: true,
      description:
        "Share of answers among the k worst points, 0 to 1. Null with an error when k is neither given nor declared by the question.",
      args: { k: t.arg.int({ description: "Points in the box. Left out: as the question declares." }) },
      resolve: (answers, { k }) => {
        const size = boxSize("bottomBox", k, answers.question.bottomBox);
        return computed(() => measured(answers, (tally) => bottomBox(tally, size)));
      },
    }),
    net: t.field({
      type: MeasureType,
      nullable: true,
      description: "Top box minus bottom box, in points. Null with an error when a box is neither given nor declared.",
      args: {
        top: t.arg.int({ description: "Points in the top box. Left out: as the question declares." }),
        bottom: t.arg.int({ description: "Points in the bottom box. Left out: as the question declares." }),
      },
      resolve: (answers, args) => {
        const top = boxSize("net.top", args.top, answers.question.topBox);
        const bottom = boxSize("net.bottom", args.bottom, answers.question.bottomBox);
        return computed(() => measured(answers, (tally) => netSatisfaction(tally, { top, bottom })));
      },
    }),
    index: t.field({
      type: MeasureType,
      description: "0 to 100, 100 is best.",
      resolve: (answers) => measured(answers, satisfactionIndex),
    }),
    bridged: t.field({
      type: MeasureType,
      nullable: true,
      description:
        "The mean after every answer was read on another scale, high is good: not an answer on that scale, which people would use differently. Null with an error where the rule does not lead there.",
      args: {
        rule: t.arg({ type: BridgeRuleType, required: true, description: "How." }),
        min: t.arg.float({ required: true, defaultValue: 1, description: "Worst point of the other scale." }),
        max: t.arg.float({ required: true, defaultValue: 10, description: "Best point of the other scale." }),
      },
      resolve: (answers, { rule, min, max }) =>
        computed(() => {
          const bridge = BRIDGES[rule](answers.question.scale, scaleOf(min, max));
          return measured(answers, (tally) => bridgedSatisfaction(tally, bridge));
        }),
    }),
    distribution: t.field({ type: [CategoryShareType], description: "Share of each answer.", resolve: distributionOf }),
  }),
});

builder.objectField(SegmentType, "satisfaction", (t) =>
  t.field({
    type: SatisfactionType,
    nullable: true,
    description:
      "Satisfaction on a question with a numeric scale: satisfaction, statement, sentiment or effort. Null with an error for any other question.",
    args: { question: t.arg.string({ required: true, description: "Code of the question." }) },
    resolve: (segment, args, context) => {
      const question = questionFor("satisfaction", segment, args.question, isNumeric);
      return ofAnswers(segment, question, context, (answers) => ({ ...measured(answers, satisfaction), ...answers }));
    },
  }),
);

function boxSize(where: string, asked: number | null | undefined, declared: number | null): number {
  const k = asked ?? declared;
  if (k !== null) return k;
  throw requestError(
    "BAD_USER_INPUT",
    `${where}: expected a number of points, got none and the question declares none`,
  );
}
