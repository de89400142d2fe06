import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { AUDIENCE_CODES } from "../db/scope-query.ts";
import { InputError, type InputIssue, shown } from "../input-error.ts";
import type { Instrument } from "../instrument/store.ts";
import type { Dimension } from "../plan/scope.ts";
import type { MarginSource } from "./margin-columns.ts";
import { pointCodes } from "./point-codes.ts";
import type { MarginOf, RakingMargin } from "./raking.ts";

/** What the report calls a margin. */
export function marginName(of: MarginOf): string {
  if (of.kind === "dimension") return of.dimension.toLowerCase();
  return of.kind === "attribute" ? `attribute ${of.name}` : `question ${of.code}`;
}

/**
 * Where each margin is read from.
 *
 * @throws InputError `INPUT_INVALID` for a margin or a code that stands twice, a question that is not there or has no points, and a code
 * that nothing has; codes of attributes are free
 */
export async function readMargins(
  db: Kysely<Database>,
  instrument: Instrument,
  margins: readonly RakingMargin[],
): Promise<readonly MarginSource[]> {
  const issues: InputIssue[] = [];
  const sources: MarginSource[] = [];
  const names = margins.map(({ of }) => marginName(of));
  for (const [index, { of, targets }] of margins.entries()) {
    const path = `margins[${index}]`;
    if (names.indexOf(names[index]!) < index)
      issues.push({ path: `${path}.of`, expected: "every margin once", got: names[index]! });
    const source = sourceOf(instrument, of);
    if (source === null) {
      issues.push({
        path: `${path}.of.question`,
        expected: "a question with points",
        got: shown("code" in of && of.code),
      });
      continue;
    }
    sources.push(source);
    const known = await knownCodes(db, source);
    const seen = new Set<string>();
    for (const [at, { code }] of targets.entries()) {
      const issue = (expected: string): void => {
        issues.push({ path: `${path}.targets[${at}].code`, expected, got: shown(code) });
      };
      if (seen.has(code)) issue("every code once");
      else if (known !== null && !known.has(code)) issue(`a code of ${names[index]!}`);
      seen.add(code);
    }
  }
  if (issues.length > 0) throw new InputError("INPUT_INVALID", "margins: what cannot be raked to", issues);
  return sources;
}

function sourceOf({ questions }: Instrument, of: MarginOf): MarginSource | null {
  if (of.kind !== "question") return of;
  const question = questions.find(({ code }) => code === of.code);
  return question === undefined || question.scale === null ? null : { kind: "question", question };
}

/** `null`: any code can be one. */
async function knownCodes(db: Kysely<Database>, source: MarginSource): Promise<ReadonlySet<string> | null> {
  if (source.kind === "attribute") return null;
  if (source.kind === "question") return new Set(pointCodes(source.question));
  if (source.dimension === "AUDIENCE") return new Set(Object.keys(AUDIENCE_CODES));
  const table = sql.table(TABLES[source.dimension]);
  const { rows } = await sql<{ code: string }>`select code from ${table}`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

const TABLES: Readonly<Record<Exclude<Dimension, "AUDIENCE">, "organisation" | "sector" | "channel" | "touchpoint">> = {
  ORGANISATION: "organisation",
  SECTOR: "sector",
  CHANNEL: "channel",
  TOUCHPOINT: "touchpoint",
};
