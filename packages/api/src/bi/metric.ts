import type { Question } from "../instrument/question.ts";
import type { Instrument } from "../instrument/store.ts";

/** A metric of the files for BI tools: where its estimate stands under a GraphQL segment, and of what it can be asked. */
export interface BiMetric {
  /** Field of `Segment`, and its part that holds the estimate; without one the field is the estimate. */
  readonly field: string;
  readonly part?: string;
  /** Arguments that never change. */
  readonly args?: string;
  /** An estimate per category, instead of one. */
  readonly many?: true;
  /** Codes of the questions that it can be asked of; `null` stands for the instrument as a whole. */
  readonly serves: (instrument: Instrument) => readonly (string | null)[];
}

type Test = (question: Question) => boolean;

const questionsWhere =
  (suits: Test) =>
  ({ questions }: Instrument): readonly string[] =>
    questions.filter(suits).map(({ code }) => code);

/** The instrument as a whole, when it asks all that the metric needs. */
const wholeWith =
  (...needed: readonly Test[]) =>
  ({ questions }: Instrument): readonly null[] =>
    needed.every((suits) => questions.some(suits)) ? [null] : [];

const withRole = (role: Question["role"]) => questionsWhere((question) => question.role === role);
const withDimension =
  (code: string): Test =>
  ({ role, dimension }) =>
    role === "statement" && dimension === code;
const withReasons =
  (kind: string): Test =>
  ({ reason }) =>
    reason?.kind === kind;
const withCode =
  (wanted: string): Test =>
  ({ code }) =>
    code === wanted;

const isRated: Test = ({ role, scale }) =>
  (role === "satisfaction" || role === "statement") && scale !== null && scale.codes === null;

const isMark: Test = (question) =>
  isRated(question) &&
  question.scale?.min === 1 &&
  question.scale.max === 10 &&
  question.scale.direction === "high_is_good";

const nps = { field: "nps", serves: withRole("nps") };
const enps = {
  field: "enps",
  serves: (instrument: Instrument) => (instrument.unit === "employee" ? withRole("nps")(instrument) : []),
};
const mark = { field: "reportMark", serves: questionsWhere(isMark) };
const ces = { field: "ces", serves: withRole("ces") };
const rating = { field: "satisfaction", serves: questionsWhere(isRated) };
const top = {
  field: "satisfaction",
  serves: questionsWhere((question) => isRated(question) && question.topBox !== null),
};
const bottom = {
  field: "satisfaction",
  serves: questionsWhere((question) => isRated(question) && question.bottomBox !== null),
};
const net = {
  field: "satisfaction",
  serves: questionsWhere((question) => isRated(question) && question.topBox !== null && question.bottomBox !== null),
};
const expectation = { field: "expectation", serves: withRole("expectation") };
const wordOfMouth = { field: "wordOfMouth", serves: withRole("word_of_mouth") };
const sentiment = { field: "sentiment", serves: withRole("sentiment") };
const experience = { field: "experience", serves: wholeWith(withDimension("functional"), withDimension("emotional")) };
const ambassadors = { field: "ambassadors", serves: wholeWith(withCode("proud"), withCode("talks")) };

/** By the name under which a file is asked for them. Names are API: they are added to, never renamed. */
export const BI_METRICS: Readonly<Record<string, BiMetric>> = {
  nps,
  promoters: { ...nps, part: "promoters" },
  passives: { ...nps, part: "passives" },
  detractors: { ...nps, part: "detractors" },
  enps,
  ces,
  ces_index: { ...ces, part: "index" },
  ces_easy: { ...ces, part: "easy" },
  ces_net_easy: { ...ces, part: "netEasy" },
  satisfaction: rating,
  satisfaction_index: { ...rating, part: "index" },
  top_box: { ...top, part: "topBox" },
  bottom_box: { ...bottom, part: "bottomBox" },
  net_satisfaction: { ...net, part: "net" },
  report_mark: mark,
  high_marks: { ...mark, part: "high" },
  insufficient_marks: { ...mark, part: "insufficient" },
  shares: {
    field: "shares",
    many: true,
    serves: questionsWhere(({ role, scale }) => scale !== null && role !== "reasons"),
  },
  expectation_below: { ...expectation, part: "below" },
  expectation_as_expected: { ...expectation, part: "asExpected" },
  expectation_above: { ...expectation, part: "above" },
  expectation_net: { ...expectation, part: "net" },
  expectation_mean: { ...expectation, part: "mean" },
  negative_share: { ...wordOfMouth, part: "negativeShare" },
  negative_rate: { ...wordOfMouth, part: "negativeRate" },
  net_word_of_mouth: { ...wordOfMouth, part: "net" },
  word_of_mouth_ratio: { ...wordOfMouth, part: "ratio" },
  sentiment: { ...sentiment, part: "mean" },
  sentiment_net: { ...sentiment, part: "net" },
  sentiment_index: { ...sentiment, part: "index" },
  functional: { ...experience, part: "functional" },
  emotional: { ...experience, part: "emotional" },
  gap: { ...experience, part: "gap" },
  reasons: { field: "reasons", args: "kind: RECOMMEND", many: true, serves: wholeWith(withReasons("recommend")) },
  reasons_not: {
    field: "reasons",
    args: "kind: NOT_RECOMMEND",
    many: true,
    serves: wholeWith(withReasons("not_recommend")),
  },
  proud: { ...ambassadors, part: "proud" },
  talking: { ...ambassadors, part: "talking" },
  ambassadors: { ...ambassadors, part: "ambassadors" },
};
