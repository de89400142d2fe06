import { Command } from "commander";
import type { Kysely } from "kysely";
import { foldEverything } from "../columns/maintain.ts";
import { findOwners } from "../columns/raw-images.ts";
import { rebuildSegments } from "../columns/rebuild.ts";
import type { SegmentOwner } from "../columns/owner.ts";
import { verifySegments } from "../columns/verify.ts";
import { readConfig } from "../config.ts";
import type { Database } from "../db/database.ts";
import { withDatabase } from "./with-database.ts";

/** `klik segments`: looks after the columns that summaries are counted from. They are derived, and can be made anew at any time. */
export const segmentsCommand = new Command("segments").description(
  "look after the segments that summaries are counted from; all is derived from the responses",
);

segmentsCommand
  .command("verify")
  .description("compare the segments with the responses; exit code 2 when they differ")
  .action(() =>
    withDatabase(readConfig(), async ({ db }) => {
      const differences = await verifySegments(db);
      const names = await namesOf(db);
      for (const { day, responses, derived, ...owner } of differences) {
        const what = responses === derived ? "same number, other contents" : `${derived} in the segments`;
        console.log(`${names(owner)}, ${day}: ${responses} responses, ${what}`);
      }
      if (differences.length === 0) console.log("no differences");
      else {
        console.log(`${differences.length} days differ; klik segments rebuild mends them`);
        process.exitCode = 2;
      }
    }),
  );

segmentsCommand
  .command("rebuild")
  .description("make the segments anew from the responses, while others read and write")
  .option("--organisation <code>", "of this organisation only")
  .action(({ organisation }: { readonly organisation?: string }) =>
    withDatabase(readConfig(), async ({ db }) => {
      const names = await namesOf(db);
      const one = await db
        .selectFrom("organisation")
        .select("id")
        .where("code", "=", organisation ?? "")
        .executeTakeFirst();
      const owners = (await findOwners(db)).filter(
        ({ organisationId }) => organisation === undefined || organisationId === one?.id,
      );
      for (const owner of owners) console.log(`${names(owner)}: ${await rebuildSegments(db, owner)} responses`);
      if (owners.length === 0) console.log("nothing to rebuild");
    }),
  );

segmentsCommand
  .command("fold")
  .description("move all logged changes into segments now, and drop for good what was erased; serve does so by itself")
  .action(() =>
    withDatabase(readConfig(), async ({ db }) => {
      const { folded, merged, purged } = await foldEverything(db);
      console.log(
        `${folded} changes folded, ${merged} segments merged, ${purged} erased or corrected responses purged`,
      );
    }),
  );

/** Codes instead of ids. */
async function namesOf(db: Kysely<Database>): Promise<(owner: SegmentOwner) => string> {
  const organisations = new Map(
    (await db.selectFrom("organisation").select(["id", "code"]).execute()).map((one) => [one.id, one.code]),
  );
  const instruments = new Map(
    (await db.selectFrom("instrument").select(["id", "code"]).execute()).map((one) => [one.id, one.code]),
  );
  const weightings = new Map(
    (await db.selectFrom("weighting").select(["id", "name"]).execute()).map((one) => [one.id, one.name]),
  );
  return ({ organisationId, instrumentId, weightingId }) =>
    [
      organisations.get(organisationId) ?? organisationId,
      instruments.get(instrumentId) ?? instrumentId,
      ...(weightingId === null ? [] : [`weighting ${weightings.get(weightingId) ?? weightingId}`]),
    ].join(", ");
}
