import {
  type Crosstab,
  type MessageSide,
  type WordOfMouthIncidence,
  type WordOfMouthVolume,
  wordOfMouthIncidence,
  wordOfMouthVolume,
} from "@klik/metrics-core/people";
import { builder } from "./builder.ts";
import { crosstabIn } from "./crosstab-in.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { type Finding, findIn, measuredIn } from "./measured.ts";
import { type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { RatioType } from "./sharing.ts";

const MessageSideType = builder.enumType("MessageSide", {
  description: "Whose messages were counted. The same formulas on other messages: different metrics.",
  values: {
    GIVEN: { value: "given", description: "What people told others." },
    RECEIVED: { value: "received", description: "What others told them." },
  } as const satisfies Record<string, { value: MessageSide; description: string }>,
});

interface Messages {
  readonly finding: Finding<Crosstab>;
  readonly side: MessageSide;
}

interface CappedMessages extends Messages {
  readonly cap: number;
}

const incidence = ({ finding, side }: Messages, name: keyof WordOfMouthIncidence) =>
  measuredIn(finding, (crosstab) => wordOfMouthIncidence(crosstab, side)[name]);

const volumeOf = (crosstab: Crosstab, { cap, side }: CappedMessages): WordOfMouthVolume =>
  wordOfMouthVolume(crosstab, { cap, side });

const volume = (each: CappedMessages, name: "negativeShare" | "negativeToPositive" | "positiveToNegative") =>
  measuredIn(each.finding, (crosstab) => volumeOf(crosstab, each)[name]);

const IncidenceType = builder.objectRef<Messages>("WordOfMouthIncidence").implement({
  description: "Word of mouth counted in people; one person may have told both good and bad.",
  fields: (t) => ({
    negativeShare: t.field({
      type: MeasureType,
      description: "People with negative messages, of people with negative plus people with positive ones, 0 to 1.",
      resolve: (each) => incidence(each, "negativeShare"),
    }),
    negativeToPositive: t.field({
      type: RatioType,
      description: "People with negative messages per person with positive ones.",
      resolve: (each) => incidence(each, "negativeToPositive"),
    }),
    positiveToNegative: t.field({
      type: RatioType,
      description: "People with positive messages per person with negative ones.",
      resolve: (each) => incidence(each, "positiveToNegative"),
    }),
    negativeRate: t.field({
      type: MeasureType,
      description: "Share of everybody asked with negative messages, 0 to 1.",
      resolve: (each) => incidence(each, "negativeRate"),
    }),
    positiveRate: t.field({
      type: MeasureType,
      description: "Share of everybody asked with positive messages, 0 to 1.",
      resolve: (each) => incidence(each, "positiveRate"),
    }),
    net: t.field({
      type: MeasureType,
      description: "Positive rate minus negative rate of the same people, in points.",
      resolve: (each) => incidence(each, "net"),
    }),
  }),
});

const VolumeType = builder.objectRef<CappedMessages>("WordOfMouthVolume").implement({
  description: "Word of mouth counted in messages. Larger numbers of one person count as the cap.",
  fields: (t) => ({
    negativeShare: t.field({
      type: MeasureType,
      description: "Negative messages, of all messages, 0 to 1.",
      resolve: (each) => volume(each, "negativeShare"),
    }),
    negativeToPositive: t.field({
      type: RatioType,
      description: "Negative messages per positive one.",
      resolve: (each) => volume(each, "negativeToPositive"),
    }),
    positiveToNegative: t.field({
      type: RatioType,
      description: "Positive messages per negative one.",
      resolve: (each) => volume(each, "positiveToNegative"),
    }),
    capped: t.int({
      description: "Answers that were larger than the cap, unweighted.",
      resolve: (each) => volumeOf(each.finding.found, each).capped,
    }),
  }),
});

const MessagesType = builder.objectRef<Messages>("WordOfMouthMessages").implement({
  description: "How many positive and negative messages people gave, or received.",
  fields: (t) => ({
    incidence: t.field({ type: IncidenceType, description: "Counted in people.", resolve: (each) => each }),
    volume: t.field({
      type: VolumeType,
      nullable: true,
      description: "Counted in messages. Null with an error for a cap below 1.",
      args: {
        cap: t.arg.int({
          required: true,
          description: "A larger number of one person counts as this many: 1 or more.",
        }),
      },
      resolve: (each, { cap }) =>
        computed(() => {
          volumeOf(each.finding.found, { ...each, cap });
          return { ...each, cap };
        }),
    }),
  }),
});

builder.objectField(SegmentType, "wordOfMouthMessages", (t) =>
  t.field({
    type: MessagesType,
    nullable: true,
    description:
      "Word of mouth from two questions how many messages, positive and negative. Null with an error for questions that do not count from 0.",
    args: {
      positive: t.arg.string({ required: true, description: "Code of the question how many positive messages." }),
      negative: t.arg.string({ required: true, description: "Code of the question how many negative messages." }),
      side: t.arg({ type: MessageSideType, required: true, defaultValue: "given", description: "Whose messages." }),
    },
    resolve: async (segment, { side, ...codes }, context) => {
      const positive = questionFor("wordOfMouthMessages.positive", segment, codes.positive, countsFromZero);
      const negative = questionFor("wordOfMouthMessages.negative", segment, codes.negative, countsFromZero);
      const about = `messages ${positive.code} ${negative.code}`;
      const finding = await findIn(segment, about, context, (other, where) =>
        crosstabIn(other, positive, negative, where),
      );
      return { finding, side };
    },
  }),
);

const countsFromZero = ({ scale: { codes, min, step } }: OrdinalQuestion): boolean =>
  codes === null && min === 0 && step === 1;
