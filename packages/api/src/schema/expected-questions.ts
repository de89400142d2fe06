import { type FieldNode, type GraphQLResolveInfo, Kind } from "graphql";
import type { Question } from "../instrument/question.ts";
import type { Instrument } from "../instrument/store.ts";
import type { CountedQuestion } from "../plan/summaries.ts";
import { fieldsBelow } from "./fields-below.ts";

/**
 * The questions that the metrics of a `segments` field will ask, as far as its text tells: those that an argument `question` names, and those
 * whose role is the name of a field without that argument. They are counted together with the groups; one that is missed here costs a second
 * pass, one too many its column.
 */
export function expectedQuestions(instrument: Instrument, info: GraphQLResolveInfo): readonly CountedQuestion[] {
  const nodes = fieldsBelow(info.fieldNodes, info).filter(isNodes);
  const expected = new Map<number, CountedQuestion>();
  for (const metric of fieldsBelow(nodes, info)) {
    const code = questionArgument(metric, info);
    const role = metric.name.value.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const named = instrument.questions.filter((one) => (code === null ? one.role === role : one.code === code));
    for (const question of named) if (isCounted(question)) expected.set(question.slot, question);
  }
  return [...expected.values()];
}

const isNodes = ({ name }: FieldNode): boolean => name.value === "nodes";

const isCounted = (question: Question): question is Question & CountedQuestion => question.scale !== null;

/** `null`: none, or none that is a text. */
function questionArgument({ arguments: given = [] }: FieldNode, { variableValues }: GraphQLResolveInfo): string | null {
  const value = given.find(({ name }) => name.value === "question")?.value;
  if (value?.kind === Kind.STRING) return value.value;
  const text = value?.kind === Kind.VARIABLE ? variableValues[value.name.value] : null;
  return typeof text === "string" ? text : null;
}
