// Writes responses and changes segments for ever with the compiled code: to be killed by killed.test.ts.
import { sql } from "kysely";
import { mergeOnce } from "../../dist/columns/compact.js";
import { foldOnce } from "../../dist/columns/fold.js";
import { purge } from "../../dist/columns/purge.js";
import { rebuildSegments } from "../../dist/columns/rebuild.js";
import { connect } from "../../dist/db/connect.js";
import { startEmbedded } from "../../dist/embedded/start-embedded.js";

const { directory, address, owner } = JSON.parse(process.argv[2]);
const embedded = directory === undefined ? null : await startEmbedded({ directory });
const db = connect(embedded?.address ?? address);
for (let n = 0; ; n++) {
  await sql`
    insert into response (organisation_id, instrument_id, version, external_id, responded_at, day, audience, scores, content_hash)
    select ${owner.organisationId}, 1, 1, gen_random_uuid()::text, now(), date '2024-01-01' + (i % 100), 1, int4send(i), '\\x00'
    from generate_series(1, 300) i
  `.execute(db);
  await sql`
    update response set weight = 2 where id % 5 = ${n % 5} and organisation_id = ${owner.organisationId}
  `.execute(db);
  const { rows } = await sql`
    with gone as (delete from weighting)
    insert into weighting (instrument_id, name) values (1, gen_random_uuid()::text) returning id
  `.execute(db);
  const weighted = { ...owner, weightingId: rows[0].id };
  await sql`
    insert into response_weight (organisation_id, response_id, weighting_id, weight)
    select organisation_id, id, ${weighted.weightingId}, 0.5 from response where organisation_id = ${owner.organisationId} and id % 4 > 0
  `.execute(db);
  await foldOnce(db, owner);
  await foldOnce(db, weighted);
  await sql`delete from response where id % 3 = ${n % 3} and organisation_id = ${owner.organisationId}`.execute(db);
  await foldOnce(db, owner);
  await mergeOnce(db, owner);
  await purge(db, owner);
  await rebuildSegments(db, owner);
  await purge(db, weighted);
  await rebuildSegments(db, weighted);
  process.stdout.write(`${n}\n`);
}
