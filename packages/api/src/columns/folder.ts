import type { Kysely } from "kysely";
import { maintenance } from "../access/bound-database.ts";
import { BackgroundWork } from "../background-work.ts";
import type { Database } from "../db/database.ts";
import { type Backlog, findBacklogs, findLeftovers, foldOwner, forgetWeightings, freeLog } from "./maintain.ts";
import { purge } from "./purge.ts";

export interface FolderOptions {
  /** Called with what went wrong; the work is tried again later. */
  readonly onError?: (error: unknown) => void;
  /** Between two looks at the log. Default: 1 second. */
  readonly intervalMilliseconds?: number;
}

/** An owner with so many images in the log is folded at the next look. */
const MANY_IMAGES = 1_000;
/** So many may wait in all: a question to all organisations reads each of them. */
const ALLOWED_IMAGES = 4_000;
/** However few there are, images wait no longer than this, and rows that went are purged as often. */
const PATIENCE_MILLISECONDS = { fold: 60_000, purge: 3_600_000 };
/** Rows that went are purged at once when they are this share of all. */
const LARGE_SHARE = 0.02;

/** Moves changes from the log into segments, for as long as the process serves. Several processes may do so at once. */
export class Folder {
  readonly #db: Kysely<Database>;
  readonly #work: BackgroundWork;
  readonly #purgedAt = new Map<string, number>();
  #foldedAllAt = Number.NEGATIVE_INFINITY;
  /** Rows of the logs whose space is not free yet: a process that looks often folds few at a time. */
  #unfreed = 0;

  constructor(db: Kysely<Database>, { intervalMilliseconds = 1_000, onError = () => {} }: FolderOptions = {}) {
    this.#db = maintenance(db);
    this.#work = new BackgroundWork(() => this.look(performance.now()), { intervalMilliseconds, onError });
  }

  start(): void {
    this.#work.start();
  }

  /** Ends after the transaction that runs. */
  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Does what is due. */
  async look(now: number): Promise<void> {
    await forgetWeightings(this.#db);
    for (const owner of this.#due(await findBacklogs(this.#db), now)) {
      if (this.#work.isStopping) return;
      this.#unfreed += (await foldOwner(this.#db, owner)).folded;
    }
    if (await freeLog(this.#db, this.#unfreed)) this.#unfreed = 0;
    for (const owner of await findLeftovers(this.#db)) {
      if (this.#work.isStopping) return;
      const key = `${owner.organisationId} ${owner.instrumentId} ${owner.weightingId}`;
      const last = this.#purgedAt.get(key) ?? Number.NEGATIVE_INFINITY;
      const many = owner.taken > LARGE_SHARE * owner.rows && now - last > PATIENCE_MILLISECONDS.fold;
      if (!many && now - last < PATIENCE_MILLISECONDS.purge) continue;
      this.#purgedAt.set(key, now);
      await purge(this.#db, owner);
    }
  }

  #due(backlogs: readonly Backlog[], now: number): readonly Backlog[] {
    if (now - this.#foldedAllAt > PATIENCE_MILLISECONDS.fold) {
      this.#foldedAllAt = now;
      return backlogs;
    }
    let left = backlogs.reduce((sum, { images }) => sum + images, 0);
    return backlogs.filter(({ images }) => {
      const due = images >= MANY_IMAGES || left > ALLOWED_IMAGES;
      if (due) left -= images;
      return due;
    });
  }
}
