import { sql } from "kysely";

/** Slots: recommend 0–10, seven drivers 1–7, effort 1–7, word of mouth −2…2, satisfaction 1–5, report mark 1–10. */
export const SIZES = [11, 7, 7, 7, 7, 7, 7, 7, 7, 5, 5, 10];
/** The outcome and its seven drivers. */
export const DRIVERS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Twenty organisations in ten sectors, five channels, twenty touchpoints. */
export async function createSurvey(db) {
  await sql`
    insert into sector (code) select 'sector ' || n from generate_series(1, 10) n;
    insert into organisation (code, sector_id) select 'organisation ' || n, 1 + n % 10 from generate_series(1, 20) n;
    insert into channel (code) select 'channel ' || n from generate_series(1, 5) n;
    insert into touchpoint (code) select 'touchpoint ' || n from generate_series(1, 20) n;
    insert into instrument (code, unit) values ('cx', 'response');
    insert into instrument_version (instrument_id, version, definition_hash) values (1, 1, '-');
  `.execute(db);
}

/** Questions for the slots, for who asks through GraphQL. */
export async function createQuestions(db) {
  const named = ["recommend", "waiting", "knowledge", "kindness", "clarity", "ease", "speed", "trust", "effort"];
  const codes = [...named, "word_of_mouth", "satisfied", "mark"];
  const rows = codes.map((code, slot) => {
    const role = slot === 0 ? "nps" : slot < 8 ? "statement" : "satisfaction";
    const [min, max] = slot === 0 ? [0, 10] : [1, SIZES[slot]];
    return sql`(1, 1, ${slot}::int, ${code}, ${role}, ${min}::int, ${max}::int, 1, 'high_is_good')`;
  });
  await sql`
    insert into question (instrument_id, version, slot, code, role, scale_min, scale_max, scale_step, direction)
    values ${sql.join(rows)}
  `.execute(db);
}

const PEOPLE = 65_536;
const MISSING = 255;

/**
 * The answers of so many people to all questions, one after the other: who is content with one thing is rather content with others.
 * One answer in ten is missing.
 */
function answersOfPeople() {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const answers = Buffer.alloc(PEOPLE * SIZES.length);
  for (let at = 0; at < answers.length; ) {
    const content = Math.sqrt(random());
    for (const size of SIZES) {
      const answer = Math.floor(size * (0.6 * content + 0.4 * random()));
      answers[at++] = random() < 0.1 ? MISSING : answer;
    }
  }
  return answers;
}

const ANSWERS = answersOfPeople();

/**
 * Responses `from` to below `until` of the survey: two years, skewed over organisations, channels and touchpoints, attributes `plan`
 * (5 values) and `region` (40). A share of them is weighted, with four decimals.
 */
export function responses(from, until, { weighted = 0 } = {}) {
  // A whole number of a row and a column that looks random and is the same on every run.
  const hash = (column) => sql`(hashint8(n * 64 + ${sql.lit(column)})::bigint + 2147483648)`;
  const skewed = (column, size) =>
    sql`least(${sql.lit(size - 1)}, floor(${sql.lit(size)} * power(${hash(column)} / 4294967296.0::float8, 1.7)))::int`;
  const length = sql.lit(SIZES.length);
  return sql`
    select 1 + ${skewed(1, 20)} as organisation_id, 1 as instrument_id, 1 as version, n::text as external_id,
      timestamptz '2023-01-01' + d * interval '1 day' as responded_at, date '2023-01-01' + d as day,
      1 + ${skewed(2, 5)} as channel_id, 1 + ${skewed(3, 20)} as touchpoint_id, 1 as audience,
      case when ${hash(4)} % 100 < ${sql.lit(weighted)} then round((5000 + ${hash(5)} % 15000) / 10000.0, 4) else 1 end as weight,
      substring(${ANSWERS}::bytea from (1 + ${length} * (${hash(9)} % ${sql.lit(PEOPLE)}))::int for ${length}) as scores,
      jsonb_build_object('plan', 'plan ' || ${hash(6)} % 5, 'region', 'region ' || ${hash(7)} % 40) as attributes,
      '\\x00'::bytea as content_hash
    from (select n, (${hash(8)} % 730)::int as d from generate_series(${sql.lit(from)}::bigint, ${sql.lit(until)}::bigint - 1) n) rows
  `;
}

export const COLUMNS = sql`organisation_id, instrument_id, version, external_id, responded_at, day, channel_id, touchpoint_id, audience,
  weight, scores, attributes, content_hash`;

const CHUNK = 100_000;

/** Writes responses `from` to below `until`, so many statements at a time. */
export async function writeResponses(db, from, until, { weighted, writers }) {
  let next = from;
  const write = async () => {
    while (next < until) {
      const start = next;
      next = Math.min(until, start + CHUNK);
      await sql`insert into response (${COLUMNS}) ${responses(start, next, { weighted })}`.execute(db);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

/** Switches the triggers that write the log. */
export async function setLog(db, enabled) {
  const state = enabled ? sql`enable always` : sql`disable`;
  for (const event of ["insert", "update", "delete"]) {
    await sql`alter table response ${state} trigger ${sql.ref(`response_log_${event}`)}`.execute(db);
  }
}
