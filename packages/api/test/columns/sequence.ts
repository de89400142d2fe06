import {
  type Kysely,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  sql,
  type UnknownRow,
} from "kysely";
import { mergeOnce } from "../../src/columns/compact.ts";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { foldOnce } from "../../src/columns/fold.ts";
import { purge } from "../../src/columns/purge.ts";
import { rebuildSegments } from "../../src/columns/rebuild.ts";
import type { SegmentOwner } from "../../src/columns/owner.ts";
import { verifySegments } from "../../src/columns/verify.ts";
import type { Database } from "../../src/db/database.ts";
import { createAnswerSource } from "../../src/db/answer-query.ts";
import { createSummarySource } from "../../src/db/summary-source.ts";
import type { AnswerColumns, AnswerSource } from "../../src/plan/answer-columns.ts";
import type { Scope } from "../../src/plan/scope.ts";
import type { SummarySource } from "../../src/plan/summaries.ts";
import { Random } from "./random.ts";
import { addWeights, createOrganisations, QUESTIONS, randomScope, weighResponses, writeResponses } from "./survey.ts";

/** What differed, with the steps that led to it. */
interface SequenceFailure {
  readonly seed: number;
  readonly steps: readonly string[];
  readonly got: unknown;
  readonly expected: unknown;
}

/** The parts of a sequence; a crash leaves the next of them half done. */
const STEPS = {
  insert: writeNew,
  correct: writeOld,
  touch: ({ db, owner }: Step) => updateAll(db, owner, sql`content_hash = '\\x02'`),
  reweigh: ({ db, owner, random }: Step) => updateAll(db, owner, sql`weight = ${random.pick(["1", "0.5"])}::numeric`),
  erase: async ({ db, owner, random }: Step) =>
    void (await sql`
      delete from response where organisation_id = ${owner.organisationId} and id % 3 = ${random.below(3)}
    `.execute(db)),
  rake: ({ db, owners, weighting, random }: Step) => weighResponses(db, owners, weighting, random),
  addWeights: async ({ db, owners, weightingId, random }: Step) => {
    if (weightingId !== null) await addWeights(db, owners, weightingId, random);
  },
  changeWeights: async ({ db, owner, weightingId, random }: Step) =>
    void (await sql`
      update response_weight set weight = ${random.pick(["1", "0.5"])}::numeric
      where organisation_id = ${owner.organisationId} and weighting_id = ${weightingId} and response_id % 3 = ${random.below(3)}
    `.execute(db)),
  dropWeights: async ({ db, owner, weightingId, random }: Step) =>
    void (await sql`
      delete from response_weight
      where organisation_id = ${owner.organisationId} and weighting_id = ${weightingId} and response_id % 3 = ${random.below(3)}
    `.execute(db)),
  dropWeighting: ({ db, weighting }: Step) => db.deleteFrom("weighting").where("name", "=", weighting).execute(),
  fold: (step: Step) => foldOnce(step.db, columnsOf(step)),
  merge: (step: Step) => mergeOnce(step.db, columnsOf(step)),
  purge: (step: Step) => purge(step.db, columnsOf(step), step.random.pick([2, 10, 131_072])),
  rebuild: (step: Step) => rebuildSegments(step.db, columnsOf(step)),
} satisfies Record<string, (step: Step) => Promise<unknown>>;

interface Step {
  readonly db: Kysely<Database>;
  readonly owner: SegmentOwner;
  readonly owners: readonly SegmentOwner[];
  /** Name of the weighting of the sequence, and its id while it is there. */
  readonly weighting: string;
  readonly weightingId: number | null;
  readonly random: Random;
  /** Whether half of the crashes end the server process too. */
  readonly kills: boolean;
}

/** The segments of all responses or those of the weighting. */
const columnsOf = ({ owner, weightingId, random }: Step): SegmentOwner =>
  random.once(2) ? owner : { ...owner, weightingId };

type StepName = keyof typeof STEPS;
const OFTEN: readonly StepName[] = [
  "insert",
  "insert",
  "correct",
  "touch",
  "reweigh",
  "erase",
  "rake",
  "rake",
  "addWeights",
  "changeWeights",
  "dropWeights",
  "dropWeighting",
  "fold",
  "fold",
  "fold",
  "fold",
  "fold",
  "merge",
  "merge",
  "purge",
  "rebuild",
];

/**
 * One seeded sequence on organisations of its own: after every few steps the columns have to say what plain SQL says, and
 * in the end segments and log have to agree with the responses. Returns what differed, or `null`.
 */
export async function runSequence(
  db: Kysely<Database>,
  store: ColumnStore,
  seed: number,
  { kills }: { readonly kills: boolean },
): Promise<SequenceFailure | null> {
  const random = new Random(seed);
  const codes = [`${seed}-a`, `${seed}-b`];
  const owners = await createOrganisations(db, codes);
  const weighting = `weights ${seed}`;
  const steps: string[] = [];
  for (let round = 0; round < 4; round++) {
    for (let n = 2 + random.below(4); n > 0; n--) {
      const owner = random.pick(owners);
      const name = random.pick(OFTEN);
      const crashes = random.once(4);
      steps.push(`${name} ${owner.organisationId}${crashes ? " with a crash" : ""}`);
      const weightingId = await idOf(db, weighting);
      await runStep({ db, owner, owners, weighting, weightingId, random, kills }, name, crashes);
    }
    // Only these organisations are seen, whatever is asked for: a question to all would read those of all other sequences.
    const visible = owners.map(({ organisationId }) => organisationId);
    const weighted = random.once(2) ? { weighting } : {};
    const scopeOf = (organisations: readonly string[]): Scope => ({
      ...randomScope(random, organisations),
      ...weighted,
      visible,
    });
    const scope = scopeOf(codes);
    const related = Array.from({ length: random.below(3) }, () => scopeOf(random.once(3) ? codes.slice(1) : codes));
    const plain = { ...createSummarySource(db), ...createAnswerSource(db) };
    const source = store.source();
    if (random.once(2)) await source.segments(scope, QUESTIONS, related);
    for (const one of [scope, ...related]) {
      const [got, expected] = [await answers(source, one), await answers(plain, one)];
      if (toText(got) !== toText(expected))
        return { seed, steps: [...steps, toText([scope, related, one])], got, expected };
    }
  }
  const weightingId = await idOf(db, weighting);
  const weighted = weightingId === null ? [] : owners.map((owner) => ({ ...owner, weightingId }));
  const differences = await verifySegments(db, [...owners, ...weighted]);
  return differences.length === 0 ? null : { seed, steps, got: differences, expected: [] };
}

async function idOf(db: Kysely<Database>, weighting: string): Promise<number | null> {
  const found = await db.selectFrom("weighting").select("id").where("name", "=", weighting).executeTakeFirst();
  return found?.id ?? null;
}

async function answers(source: SummarySource & AnswerSource, scope: Scope): Promise<unknown> {
  const tallies = await source.tallies(scope, QUESTIONS);
  const rows = await source.answers(scope, [3, 0]);
  const segments = await source.segments(scope);
  return {
    segments: segments.map(({ tallies: _, ...row }) => row),
    tallies: byText([...tallies].map(([group, bySlot]) => [group, QUESTIONS.map(({ slot }) => bySlot.get(slot))])),
    answers: byText([...rows].map(([group, columns]) => [group, peopleOf(columns)])),
  };
}

/** What each person answered, in an order that does not depend on where it stood. */
function peopleOf({ rows, codes, weights }: AnswerColumns): unknown {
  const people = Array.from({ length: rows }, (_, i) => [
    ...[...codes].sort(([a], [b]) => a - b).map(([slot, column]) => [slot, column[i]]),
    weights === null ? null : [weights.units[i], weights.places],
  ]);
  return byText(people);
}

const byText = (list: readonly unknown[]): readonly string[] => list.map(toText).sort();

const toText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));

async function runStep(step: Step, name: StepName, crashes: boolean): Promise<void> {
  if (!crashes) return void (await STEPS[name](step));
  const crash = new Crash(step.random.below(5), step.kills && step.random.once(2));
  try {
    await STEPS[name]({ ...step, db: step.db.withPlugin(crash) });
  } catch (error) {
    if (!crash.happened) throw error;
    // The pool learns that a connection is dead when it is used again.
    await sql`select 1`.execute(step.db).catch(() => {});
  }
}

/** After so many statements the client is gone, or the server process that works for it: what was begun is rolled back. */
class Crash implements KyselyPlugin {
  happened = false;
  #left: number;
  readonly #kills: boolean;

  constructor(statements: number, kills: boolean) {
    this.#left = statements;
    this.#kills = kills;
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    if (this.#left-- > 0) return node;
    this.happened = true;
    if (!this.#kills) throw new Error("the client is gone");
    return sql`select pg_terminate_backend(pg_backend_pid())`.toOperationNode();
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

async function writeNew({ db, owner, random }: Step): Promise<void> {
  const ids = Array.from({ length: 1 + random.below(30) }, () => `${random.below(1_000_000)}`);
  await writeResponses(db, owner, ids, random);
}

/** Corrects half of what is there; also inserts now and then, so that one statement does both. */
async function writeOld({ db, owner, random }: Step): Promise<void> {
  const known = await db
    .selectFrom("response")
    .select("external_id")
    .where("organisation_id", "=", owner.organisationId)
    .orderBy("external_id")
    .execute();
  const ids = random.some(known.map(({ external_id }) => external_id));
  await writeResponses(db, owner, random.once(2) ? ids : [...ids, `${random.below(1_000_000)}`], random);
}

async function updateAll(
  db: Kysely<Database>,
  { organisationId }: SegmentOwner,
  set: ReturnType<typeof sql>,
): Promise<void> {
  await sql`update response set ${set} where organisation_id = ${organisationId}`.execute(db);
}
