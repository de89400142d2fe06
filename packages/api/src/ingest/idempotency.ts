import { createHmac, hash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { maintenance, organisationsOf, poolOf } from "../access/bound-database.ts";
import type { Database } from "../db/database.ts";
import { InputError } from "../input-error.ts";
import { claimsOn } from "./claims.ts";

/** For how long a key stands for its request. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const LONGEST_KEY = 255;

/** A write that can be done, or only read, to see whether it is the one that was done before. */
interface IdempotentWork<Answer> {
  /** Tells all that is asked to the fingerprint, without doing it. */
  read(fingerprint: Fingerprint): Promise<void>;
  /** Does it, and tells the same to the fingerprint. */
  run(fingerprint: Fingerprint): Promise<{ readonly answer: Answer; readonly importId: string }>;
}

/** Of all that a request asks: two that ask the same have the same, and nobody can tell from it what was asked. */
export interface Fingerprint {
  add(part: string | Uint8Array): void;
}

/**
 * Does a write once for each key: sent again within a day it gets the answer of the first time, and nothing is done.
 *
 * The answer is kept once the work is done. Work that was cut off left no answer: sent again it is done again, and what it had stored
 * is found unchanged. While one process works on a key, no other does.
 *
 * @throws InputError `IDEMPOTENCY_KEY_INVALID`; `IDEMPOTENCY_MISMATCH` for another request with the same key; `IDEMPOTENCY_IN_PROGRESS`
 */
export async function doOnce<Answer>(
  db: Kysely<Database>,
  key: string | null,
  work: IdempotentWork<Answer>,
): Promise<{ readonly answer: Answer; readonly repeated: boolean }> {
  if (key === null) return { answer: (await work.run(NOTHING)).answer, repeated: false };
  requireKey(key);
  const keyHash = hash("sha256", key, "buffer");
  const running = runningOn(db);
  // A key is its sender's: that of another is another key.
  const name = JSON.stringify([organisationsOf(db), keyHash.toString("hex")]);
  if (running.has(name)) throw inProgress();
  running.add(name);
  const claims = claimsOn(poolOf(db));
  let isClaimed = false;
  try {
    isClaimed = await claims.take(name);
    if (!isClaimed) throw inProgress();
    const { respondent_salt: salt } = await db
      .selectFrom("operator")
      .select("respondent_salt")
      .executeTakeFirstOrThrow();
    const hmac = createHmac("sha256", salt);
    const fingerprint: Fingerprint = { add: (part) => void hmac.update(part) };
    const before = await findAnswer(db, keyHash);
    if (before !== undefined) {
      await work.read(fingerprint);
      return { answer: answerFor<Answer>(before, hmac.digest()), repeated: true };
    }
    const { answer, importId } = await work.run(fingerprint);
    const bodyHash = hmac.digest();
    const kept = await keepAnswer(db, { keyHash, bodyHash, importId, answer: JSON.stringify(answer) });
    if (kept) return { answer, repeated: false };
    const other = await findAnswer(db, keyHash);
    return { answer: other === undefined ? answer : answerFor<Answer>(other, bodyHash), repeated: true };
  } finally {
    if (isClaimed) await claims.free(name);
    running.delete(name);
  }
}

const inProgress = (): InputError =>
  new InputError("IDEMPOTENCY_IN_PROGRESS", "idempotency key: expected one at a time, got a second");

const NOTHING: Fingerprint = { add: () => {} };

function requireKey(key: string): void {
  if (key.length <= LONGEST_KEY && /^[\x21-\x7e]+$/.test(key)) return;
  throw new InputError(
    "IDEMPOTENCY_KEY_INVALID",
    `idempotency key: expected 1 to ${LONGEST_KEY} visible ASCII characters, got something else`,
  );
}

/** Keys that this process works on, by database. */
const RUNNING = new WeakMap<object, Set<string>>();

function runningOn(db: Kysely<Database>): Set<string> {
  const pool = poolOf(db);
  const running = RUNNING.get(pool) ?? new Set();
  RUNNING.set(pool, running);
  return running;
}

interface KeptAnswer {
  readonly body_hash: Buffer;
  readonly answer: string;
}

function findAnswer(db: Kysely<Database>, keyHash: Buffer): Promise<KeptAnswer | undefined> {
  return db
    .selectFrom("idempotent_request")
    .select(["body_hash", "answer"])
    .where("key_hash", "=", keyHash)
    .where(sql<boolean>`organisations is not distinct from klik_organisations()`)
    .where("expires_at", ">", new Date())
    .executeTakeFirst();
}

function answerFor<Answer>({ body_hash, answer }: KeptAnswer, bodyHash: Buffer): Answer {
  if (body_hash.equals(bodyHash)) return JSON.parse(answer) as Answer; // as it was stringified
  throw new InputError(
    "IDEMPOTENCY_MISMATCH",
    "idempotency key: expected the request that it was first sent with, got another",
  );
}

interface Keeping {
  readonly keyHash: Buffer;
  readonly bodyHash: Buffer;
  readonly importId: string;
  readonly answer: string;
}

/** Keeps an answer and forgets those that have expired; false when another process was first. */
async function keepAnswer(db: Kysely<Database>, { keyHash, bodyHash, importId, answer }: Keeping): Promise<boolean> {
  // Also those of organisations that have not come back.
  await maintenance(db).deleteFrom("idempotent_request").where("expires_at", "<=", new Date()).execute();
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("idempotent_request")
    .values({
      key_hash: keyHash,
      body_hash: bodyHash,
      import_id: importId,
      answer,
      expires_at: new Date(Date.now() + KEPT_MS),
    })
    .onConflict((conflict) => conflict.constraint("idempotent_request_key").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
