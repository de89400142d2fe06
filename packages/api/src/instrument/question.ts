import type { CesVersion, Scale } from "@klik/metrics-core";
import { indexOf, scaleOf } from "@klik/metrics-core";
import type { JsonObject, Labels, QuestionRole } from "../db/database.ts";
import { type QuestionDefinition, scaleOfQuestion } from "./definition.ts";

/** A category, or a point of a numeric scale that has a label. */
interface QuestionPoint {
  /** Index on the scale, from 0. */
  readonly point: number;
  readonly code: string;
  readonly labels: Labels;
}

/** What an option of a multi-select question belongs to. */
export interface ReasonOption {
  /** Code of the question as it was asked; the slot has the code `question.option`. */
  readonly question: string;
  readonly option: string;
  readonly questionLabels: Labels;
  readonly kind: "recommend" | "not_recommend";
}

/** What one slot holds: a question, or one option of a multi-select question (role `reasons`, 0 not chosen, 1 chosen). */
export interface Question {
  /** Byte of `response.scores`, and key of texts and numbers. */
  readonly slot: number;
  readonly code: string;
  readonly role: QuestionRole;
  readonly dimension: string | null;
  /** `null` for the roles number and comment. */
  readonly scale: Scale | null;
  readonly labels: Labels;
  readonly points: readonly QuestionPoint[];
  /** Raw codes that mean "does not concern me". */
  readonly notApplicable: readonly string[];
  /** Raw codes that mean "no answer". */
  readonly missing: readonly string[];
  /** Which effort item was asked; `null` for other roles. */
  readonly cesVersion: CesVersion | null;
  /** Points in the top and the bottom box of a satisfaction question; `null`: not declared. */
  readonly topBox: number | null;
  readonly bottomBox: number | null;
  /** `null` for other roles than `reasons`. */
  readonly reason: ReasonOption | null;
}

export type QuestionContent = Omit<Question, "slot">;

const CHOSEN: Scale = scaleOf(0, 1);

/** The slots that a question of a definition asks for: one, or one an option. */
export function contentOf(question: QuestionDefinition): readonly QuestionContent[] {
  const { code, role, labels, notApplicable, missing, dimension = null } = question;
  const scale = scaleOfQuestion(question);
  const content: QuestionContent = {
    code,
    role,
    dimension,
    scale,
    labels,
    points: pointsOf(question, scale),
    notApplicable,
    missing,
    cesVersion: role === "ces" ? question.version : null,
    topBox: (role === "satisfaction" ? question.top : null) ?? null,
    bottomBox: (role === "satisfaction" ? question.bottom : null) ?? null,
    reason: null,
  };
  if (role !== "reasons") return [content];
  return question.options.map((option) => ({
    ...content,
    code: `${code}.${option.code}`,
    labels: option.labels,
    scale: CHOSEN,
    reason: { question: code, option: option.code, questionLabels: labels, kind: question.kind },
  }));
}

function pointsOf(question: QuestionDefinition, scale: Scale | null): readonly QuestionPoint[] {
  if (scale === null) return [];
  if ("categories" in question && question.categories !== undefined) {
    return question.categories.map((category, point) => ({ point, ...category }));
  }
  const labels = "pointLabels" in question ? (question.pointLabels ?? {}) : {};
  return Object.entries(labels)
    .map(([code, texts]) => ({ point: indexOf(scale, Number(code)), code, labels: texts }))
    .sort((a, b) => a.point - b.point);
}

/** What decides whether answers of two versions are of one kind, and so share a slot. */
export function meaningOf({ code, role, scale, cesVersion, reason }: QuestionContent): string {
  return JSON.stringify([
    code,
    role,
    scale === null ? null : [scale.min, scale.max, scale.step, scale.direction, scale.codes],
    cesVersion,
    reason?.kind ?? null,
  ]);
}

/** The part of a question that belongs to its role, as `question.options` stores it. */
export function optionsOf({ scale, cesVersion, topBox, bottomBox, reason }: QuestionContent): JsonObject {
  return {
    ...(scale !== null && scale.codes !== null ? { categorical: true } : {}),
    ...(cesVersion === null ? {} : { version: cesVersion }),
    ...(topBox === null ? {} : { top: topBox }),
    ...(bottomBox === null ? {} : { bottom: bottomBox }),
    ...(reason === null ? {} : { reason }),
  };
}
