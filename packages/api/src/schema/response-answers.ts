import { pointOf, type Scale, scaleSize } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import type { AnswerValue } from "../ingest/submission.ts";
import type { Question } from "../instrument/question.ts";
import type { Instrument } from "../instrument/store.ts";
import type { ResponseDetail, StoredResponse } from "../plan/entities.ts";
import { builder } from "./builder.ts";

const STATUSES = {
  ANSWERED: { description: "There is a value." },
  MISSING: { description: "No answer, or not asked." },
  NOT_APPLICABLE: { description: "It did not concern who answered." },
  INVALID: { description: "An answer that was not on the scale, and was kept as such." },
  WITHHELD: { description: "Open text, and you have no scope `comments`; there may be none." },
} as const;

interface ResponseAnswer {
  /** Code; of a multi-select the code of the question as it was asked. */
  readonly question: string;
  readonly status: keyof typeof STATUSES;
  readonly value: AnswerValue | null;
}

export const AnswerType = builder.objectRef<ResponseAnswer>("Answer").implement({
  description: "The answer of one response to one question.",
  fields: (t) => ({
    question: t.exposeString("question", { description: "Code of the question, as `submitResponses` takes it." }),
    status: t.expose("status", {
      type: builder.enumType("AnswerStatus", { description: "Whether there is an answer.", values: STATUSES }),
      description: "Says why there is no value.",
    }),
    value: t.expose("value", {
      type: "AnswerValue",
      nullable: true,
      description:
        "A number for a point of a scale, a code for a category, a list of codes for a multi-select, a text for a comment. Null: see `status`.",
    }),
  }),
});

/** What stands apart; texts are `null` for whoever may not read them. */
interface Details {
  readonly texts: readonly ResponseDetail[] | null;
  readonly numbers: readonly ResponseDetail[];
}

/** The answers to all questions of the newest version, and to those of earlier ones that this response answered. */
export function answersOf(
  { questions, earlier }: Instrument,
  response: StoredResponse,
  details: Details,
): readonly ResponseAnswer[] {
  const answers = new Map(byQuestion(questions).map((own) => [codeOf(own[0]), answerOf(own, response, details)]));
  for (const own of byQuestion(earlier)) {
    const answer = answerOf(own, response, details);
    const newer = answers.get(answer.question);
    if (answer.value !== null && newer?.status !== "ANSWERED") answers.set(answer.question, answer);
  }
  return [...answers.values()];
}

type Slots = readonly [Question, ...Question[]];

const codeOf = ({ code, reason }: Question): string => reason?.question ?? code;

/** The options of a multi-select are one question. */
function byQuestion(questions: readonly Question[]): readonly Slots[] {
  const groups = new Map<string, [Question, ...Question[]]>();
  for (const question of questions) {
    const group = groups.get(codeOf(question));
    if (group === undefined) groups.set(codeOf(question), [question]);
    else group.push(question);
  }
  return [...groups.values()];
}

function answerOf(own: Slots, { scores }: StoredResponse, { texts, numbers }: Details): ResponseAnswer {
  const [first] = own;
  const question = codeOf(first);
  const answered = (value: AnswerValue): ResponseAnswer => ({ question, status: "ANSWERED", value });
  const without = (status: ResponseAnswer["status"]): ResponseAnswer => ({ question, status, value: null });
  const marks = own.map(({ slot }) => scores[slot] ?? MARK.MISSING);
  if (first.reason !== null) {
    const chosen = own.filter((_, at) => marks[at] === 1);
    if (marks.some((mark) => mark <= 1)) return answered(chosen.map(({ reason }) => reason!.option));
  } else if (first.role === "comment") {
    if (texts === null) return without("WITHHELD");
    const text = texts.find(({ slot }) => slot === first.slot);
    if (text !== undefined) return answered(text.value);
  } else if (first.role === "number") {
    const number = numbers.find(({ slot }) => slot === first.slot);
    if (number !== undefined) return answered(numberOrText(number.value));
  }
  const mark = marks[0]!;
  if (mark === MARK.MISSING) return without("MISSING");
  if (mark === MARK.NOT_APPLICABLE) return without("NOT_APPLICABLE");
  const { scale } = first;
  return scale === null || mark >= scaleSize(scale) ? without("INVALID") : answered(pointValue(scale, mark));
}

const pointValue = (scale: Scale, index: number): number | string => scale.codes?.[index] ?? pointOf(scale, index);

/** A double keeps 15 digits of any decimal. */
function numberOrText(digits: string): number | string {
  return digits.replace(/\D/g, "").replace(/^0+/, "").length <= 15 ? Number(digits) : digits;
}
