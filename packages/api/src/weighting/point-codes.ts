import { pointOf, scaleSize } from "@klik/metrics-core";
import type { Question } from "../instrument/question.ts";

/** The points of a question as codes, lowest first: categories by their code, other points as text. */
export function pointCodes({ scale }: Question): readonly string[] {
  if (scale === null) return [];
  return Array.from({ length: scaleSize(scale) }, (_, index) => scale.codes?.[index] ?? String(pointOf(scale, index)));
}
