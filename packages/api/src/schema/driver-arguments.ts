import { builder } from "./builder.ts";
import { DEFAULT_METHOD, DriverMethodType } from "./driver-method.ts";

const OutcomeKindType = builder.enumType("OutcomeKind", {
  description: "What is told about the outcome question.",
  values: {
    MEAN: { value: "mean", description: "The mean answer." },
    PROMOTERS: { value: "promoters", description: "The share of promoters of an NPS question." },
    DETRACTORS: { value: "detractors", description: "The share of detractors of an NPS question." },
    NPS: { value: "nps", description: "The Net Promoter Score itself, in points." },
  } as const,
});

const MissingAnswersType = builder.enumType("MissingAnswers", {
  description: "What happens with responses that lack an answer.",
  values: {
    LISTWISE: { value: "listwise", description: "Only responses that answered the outcome and all drivers." },
    PAIRWISE: {
      value: "pairwise",
      description:
        "Each correlation over those who answered both; n is that of the smallest pair. Refused when the correlations contradict one another.",
    },
  } as const,
});

export const driverArguments = builder.args((arg) => ({
  outcome: arg.string({ description: "Code of a question on a numeric scale. Left out: the only NPS question." }),
  as: arg.field({
    type: OutcomeKindType,
    required: true,
    defaultValue: "mean",
    description: "What is told about the outcome.",
  }),
  drivers: arg.stringList({
    description: "Codes of the drivers. Left out: all statements of dimension driver, or else all statements.",
  }),
  method: arg.field({
    type: DriverMethodType,
    defaultValue: DEFAULT_METHOD,
    description: "What the drivers are ranked by.",
  }),
  missing: arg.field({
    type: MissingAnswersType,
    required: true,
    defaultValue: "listwise",
    description: "What happens with responses that lack an answer.",
  }),
}));
