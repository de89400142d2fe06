import { createHash } from "node:crypto";
import { type CesVersion, categories, type Scale, scaleOf } from "@klik/metrics-core";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Database, InstrumentUnit, Labels, QuestionPointTable, QuestionTable } from "../db/database.ts";
import { InputError } from "../input-error.ts";
import type { InstrumentDefinition } from "./definition.ts";
import { contentOf, meaningOf, optionsOf, type Question, type QuestionContent, type ReasonOption } from "./question.ts";
import { holdsSynthetic, markedSynthetic } from "./synthetic.ts";

/** One version of a questionnaire, as stored. */
export interface Instrument {
  readonly id: number;
  readonly code: string;
  readonly labels: Labels;
  /** What one response stands for. */
  readonly unit: InstrumentUnit;
  readonly version: number;
  /** By slot. */
  readonly questions: readonly Question[];
  /** Questions of earlier versions that this one no longer asks, or asks on another scale: their answers keep their slots. */
  readonly earlier: readonly Question[];
}

/**
 * Stores a definition and returns its version.
 *
 * The same definition again (in any order of its questions) is the same version; a changed one is the next. A question keeps its slot
 * for as long as its code, role and scale stay the same, also when a version in between left it out; slots are never used again for
 * anything else. The labels of an instrument that holds synthetic demo data go on saying so.
 *
 * @throws InputError `INSTRUMENT_INVALID` when the unit is not that of the earlier versions
 */
export async function defineInstrument(db: Kysely<Database>, definition: InstrumentDefinition): Promise<number> {
  const contents = definition.questions.flatMap(contentOf);
  return db.transaction().execute(async (trx) => {
    const { id, unit } = await trx
      .insertInto("instrument")
      .values({ code: definition.code, labels: definition.labels, unit: definition.unit })
      // An update of nothing locks the row, so that two processes cannot make one version.
      .onConflict((conflict) => conflict.column("code").doUpdateSet((set) => ({ code: set.ref("excluded.code") })))
      .returning(["id", "unit"])
      .executeTakeFirstOrThrow();
    if (unit !== definition.unit) {
      throw new InputError("INSTRUMENT_INVALID", `instrument ${definition.code}: one thing to mend`, [
        {
          path: "unit",
          expected: `${unit}, as in earlier versions (another unit is another instrument)`,
          got: definition.unit,
        },
      ]);
    }
    const isSynthetic = await holdsSynthetic(trx, definition.code);
    const labels = isSynthetic ? markedSynthetic(definition.labels) : definition.labels;
    const hash = hashOf({ labels, unit }, contents);
    const newest = await trx
      .selectFrom("instrument_version")
      .select(["version", "definition_hash"])
      .where("instrument_id", "=", id)
      .orderBy("version", "desc")
      .executeTakeFirst();
    if (newest?.definition_hash === hash) return newest.version;
    const version = (newest?.version ?? 0) + 1;
    await trx.updateTable("instrument").set({ labels }).where("id", "=", id).execute();
    await trx.insertInto("instrument_version").values({ instrument_id: id, version, definition_hash: hash }).execute();
    await insertQuestions(trx, { instrument_id: id, version }, withSlots(contents, await loadQuestions(trx, id)));
    return version;
  });
}

/**
 * The newest version of an instrument, or the one asked for.
 *
 * @throws InputError `INSTRUMENT_UNKNOWN`
 */
export async function loadInstrument(
  db: Kysely<Database>,
  code: string,
  options: { readonly version?: number } = {},
): Promise<Instrument> {
  const instrument = await db.selectFrom("instrument").selectAll().where("code", "=", code).executeTakeFirst();
  const stored = instrument === undefined ? [] : await loadQuestions(db, instrument.id);
  const version = options.version ?? stored[0]?.version;
  if (instrument === undefined || !stored.some((one) => one.version === version)) {
    const known = await db.selectFrom("instrument").select("code").orderBy("code").execute();
    const expected =
      instrument === undefined
        ? `one of ${known.map((one) => one.code).join(", ") || "none: load one first"}`
        : "a version of it";
    const got = instrument === undefined ? code : `${code} version ${options.version}`;
    throw new InputError("INSTRUMENT_UNKNOWN", `instrument: expected ${expected}, got ${got}`);
  }
  return instrumentOf(instrument, version as number, stored);
}

/** The newest version of every instrument, by code. */
export async function loadInstruments(db: Kysely<Database>): Promise<readonly Instrument[]> {
  const instruments = await db.selectFrom("instrument").selectAll().orderBy("code").execute();
  const stored = await loadQuestions(db);
  return instruments.flatMap((instrument) => {
    const own = stored.filter((one) => one.instrument === instrument.id);
    return own[0] === undefined ? [] : [instrumentOf(instrument, own[0].version, own)];
  });
}

type InstrumentRow = Pick<Instrument, "id" | "code" | "labels" | "unit">;

function instrumentOf(
  { id, code, labels, unit }: InstrumentRow,
  version: number,
  stored: readonly StoredQuestion[],
): Instrument {
  const questions = stored.filter((one) => one.version === version).map((one) => one.question);
  const earlier = new Map<number, Question>();
  for (const { question, version: of } of stored) {
    if (of < version && !earlier.has(question.slot) && !questions.some((one) => one.slot === question.slot)) {
      earlier.set(question.slot, question);
    }
  }
  const bySlot = (a: Question, b: Question): number => a.slot - b.slot;
  return {
    id,
    code,
    labels,
    unit,
    version,
    questions: questions.sort(bySlot),
    earlier: [...earlier.values()].sort(bySlot),
  };
}

/** Gives each question the slot of its meaning in any earlier version, or the next free one. */
function withSlots(contents: readonly QuestionContent[], stored: readonly StoredQuestion[]): readonly Question[] {
  const slots = new Map(stored.map(({ question }) => [meaningOf(question), question.slot]));
  let next = Math.max(-1, ...slots.values()) + 1;
  return contents.map((content) => ({ ...content, slot: slots.get(meaningOf(content)) ?? next++ }));
}

async function insertQuestions(
  db: Kysely<Database>,
  key: { readonly instrument_id: number; readonly version: number },
  questions: readonly Question[],
): Promise<void> {
  await db
    .insertInto("question")
    .values(
      questions.map((question) => ({
        ...key,
        slot: question.slot,
        code: question.code,
        role: question.role,
        dimension: question.dimension,
        scale_min: question.scale?.min ?? null,
        scale_max: question.scale?.max ?? null,
        scale_step: question.scale?.step ?? null,
        direction: hasDirection(question) ? (question.scale?.direction ?? null) : null,
        labels: question.labels,
        not_applicable: question.notApplicable,
        missing: question.missing,
        options: optionsOf(question),
      })),
    )
    .execute();
  const points = questions.flatMap(({ slot, points: own }) =>
    own.map((point) => ({
      ...key,
      slot,
      point: point.point,
      code: point.code,
      labels: point.labels,
    })),
  );
  // Kysely binds each value; one row a statement part stays below the 65,535 parameters of the protocol.
  for (let from = 0; from < points.length; from += 5000) {
    await db
      .insertInto("question_point")
      .values(points.slice(from, from + 5000))
      .execute();
  }
}

/** Neither end of a list of choices or reasons is good. */
const hasDirection = ({ role, scale }: Question): boolean => scale !== null && role !== "choice" && role !== "reasons";

interface StoredQuestion {
  readonly instrument: number;
  readonly version: number;
  readonly question: Question;
}

/** The questions of all versions, newest version first. */
async function loadQuestions(db: Kysely<Database>, instrumentId?: number): Promise<readonly StoredQuestion[]> {
  const mine = instrumentId === undefined ? sql<boolean>`true` : sql<boolean>`instrument_id = ${instrumentId}`;
  const rows = await db
    .selectFrom("question")
    .selectAll()
    .where(mine)
    .orderBy("version", "desc")
    .orderBy("slot")
    .execute();
  const points = await db.selectFrom("question_point").selectAll().where(mine).orderBy("point").execute();
  const pointsByKey = new Map<string, QuestionPointRow[]>();
  for (const point of points) {
    const group = pointsByKey.get(keyOf(point));
    if (group === undefined) pointsByKey.set(keyOf(point), [point]);
    else group.push(point);
  }
  return rows.map((row) => ({
    instrument: row.instrument_id,
    version: row.version,
    question: questionOf(row, pointsByKey.get(keyOf(row)) ?? []),
  }));
}

type QuestionRow = Selectable<QuestionTable>;
type QuestionPointRow = Selectable<QuestionPointTable>;

const keyOf = (row: Pick<QuestionRow, "instrument_id" | "version" | "slot">): string =>
  `${row.instrument_id}.${row.version}.${row.slot}`;

/** Reads what `optionsOf` and `insertQuestions` wrote. */
function questionOf(row: QuestionRow, points: readonly QuestionPointRow[]): Question {
  const { categorical, version, top, bottom, reason } = row.options as {
    readonly categorical?: boolean;
    readonly version?: CesVersion;
    readonly top?: number;
    readonly bottom?: number;
    readonly reason?: ReasonOption;
  };
  return {
    slot: row.slot,
    code: row.code,
    role: row.role,
    dimension: row.dimension,
    scale: categorical === true ? categories(points.map((point) => point.code)) : storedScale(row),
    labels: row.labels,
    points: points.map(({ point, code, labels }) => ({ point, code, labels })),
    notApplicable: row.not_applicable,
    missing: row.missing,
    cesVersion: version ?? null,
    topBox: top ?? null,
    bottomBox: bottom ?? null,
    reason: reason ?? null,
  };
}

function storedScale({ scale_min, scale_max, scale_step, direction }: QuestionRow): Scale | null {
  if (scale_min === null || scale_max === null || scale_step === null) return null;
  return scaleOf(Number(scale_min), Number(scale_max), {
    step: Number(scale_step),
    direction: direction ?? "high_is_good",
  });
}

/** Labels, unit and questions; the order of questions and of the fields in the file does not count. */
function hashOf({ labels, unit }: Pick<Instrument, "labels" | "unit">, contents: readonly QuestionContent[]): string {
  const sorted = contents.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return createHash("sha256")
    .update(canonicalJson({ labels, unit, questions: sorted }))
    .digest("hex");
}

/** JSON with the keys of every object in order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
