import { type Kysely, sql } from "kysely";

/** Columns of a view by name: what each is in SQL, and what it says. */
type Columns = Readonly<Record<string, readonly [expression: string, meaning: string]>>;

interface View {
  readonly meaning: string;
  readonly columns: Columns;
  /** Common table expressions. */
  readonly first?: string;
  /** From `from` on. */
  readonly rest: string;
}

/** Of whoever is logged in, whatever it has set: nobody but a superuser changes `session_user`. First of all, so that indexes serve. */
const SEEN = `array(
  select seen.id from public.organisation seen
  where exists (
    select from public.reader a
    where a.login = session_user and (a.organisation_id is null or a.organisation_id = seen.id)
  )
)`;
/** Reports that mix organisations have none: those are for readers that see all. */
const SEEN_REPORT = `exists (
  select from public.reader a
  where a.login = session_user and (a.organisation_id is null or a.organisation_id = p.organisation_id)
)`;

const label = (of: string): string => `public.klik_label(${of}.labels, ${of}.code)`;

const RESPONSE: Columns = {
  instrument: ["i.code", "Code of the questionnaire."],
  organisation: ["o.code", "Code of the organisation that was rated."],
  organisation_name: ["coalesce(o.name, o.code)", "Its name."],
  sector: ["s.code", "Code of the sector of the organisation; null: unknown."],
  sector_label: [label("s"), "Name of the sector."],
  response_id: ["r.id", "Number of the response; with organisation it is a key."],
  day: ["r.day", "Day of the response in the operator's time zone."],
  channel: ["c.code", "Code of the channel; null: unknown."],
  channel_label: [label("c"), "Name of the channel."],
  touchpoint: ["t.code", "Code of the contact moment; null: unknown."],
  touchpoint_label: [label("t"), "Name of the contact moment."],
  audience: [
    "case r.audience when 1 then 'customer' when 2 then 'employee' else 'organisation' end",
    "Who answered: customer, employee or organisation.",
  ],
  weight: ["r.weight::double precision", "Weight that the response came with; 1: unweighted."],
};

const RESPONSES = `
  from public.organisation o
  join public.response r on r.organisation_id = o.id
  join public.instrument i on i.id = r.instrument_id
  left join public.sector s on s.id = o.sector_id
  left join public.channel c on c.id = r.channel_id
  left join public.touchpoint t on t.id = r.touchpoint_id`;

/**
 * The questions of each version, in the words of the newest, with what stands for each point of their scale: made once a statement, so
 * that an answer only looks it up.
 */
const QUESTIONS = `
  with q as materialized (
    select a.instrument_id, a.version, a.slot, n.code, public.klik_label(n.labels, n.code) as label, n.role, n.dimension, s.last,
      array(
        select case when not n.options ? 'categorical' then (n.scale_min + g * n.scale_step)::double precision end
        from generate_series(0, s.last) g order by g
      ) as scores,
      array(
        select case when n.options ? 'categorical' then e.code else trim_scale(n.scale_min + g * n.scale_step)::text end
        from generate_series(0, s.last) g left join public.question_point e
          on e.instrument_id = n.instrument_id and e.version = n.version and e.slot = n.slot and e.point = g
        order by g
      ) as answers,
      array(
        select public.klik_label(e.labels, e.code)
        from generate_series(0, s.last) g left join public.question_point e
          on e.instrument_id = n.instrument_id and e.version = n.version and e.slot = n.slot and e.point = g
        order by g
      ) as names
    from public.question a
    cross join lateral (
      select * from public.question w
      where w.instrument_id = a.instrument_id and w.slot = a.slot order by w.version desc limit 1
    ) n
    cross join lateral (select ((n.scale_max - n.scale_min) / n.scale_step)::int as last) s
    where a.role <> 'comment'
  )`;

const GROUP: Columns = {
  report: ["p.name", "Name of the report, as klik report add gave it."],
  report_organisation: [
    "own.code",
    "Organisation that the report is of; null: the operator's, it may mix organisations.",
  ],
  instrument: ["m.instrument", "Code of the questionnaire."],
  instrument_label: ["m.instrument_label", "Its name, which says so when its answers are synthetic."],
  segment: ["m.segment", "Number of the group within the report."],
  keys: ["m.keys", "All that the report groups by, attributes too."],
  organisation: ["m.organisation", "Code; null: not grouped by."],
  organisation_name: ["m.organisation_name", "Name of the organisation."],
  sector: ["m.sector", "Code; null: not grouped by, or unknown."],
  sector_label: ["m.sector_label", "Name of the sector."],
  channel: ["m.channel", "Code; null: not grouped by, or unknown."],
  channel_label: ["m.channel_label", "Name of the channel."],
  touchpoint: ["m.touchpoint", "Code; null: not grouped by, or unknown."],
  touchpoint_label: ["m.touchpoint_label", "Name of the contact moment."],
  audience: ["m.audience", "customer, employee or organisation; null: not grouped by."],
  period: ["m.period", "Such as 2026-Q1; null: not grouped by."],
  period_from: ["m.period_from", "First day of the period."],
  period_until: ["m.period_until", "First day after the period."],
  question: ["m.question", "Code of the question; null: of several."],
  question_label: ["m.question_label", "Text of the question."],
};

const COMPUTED: Columns = { computed_at: ["p.computed_at", "When the report was computed."] };

const METRICS = `
  from public.report p
  join public.report_metric m on m.report_id = p.id
  left join public.organisation own on own.id = p.organisation_id`;

const EVERYDAY = [
  ...["nps", "promoters", "passives", "detractors", "enps", "ces", "ces_index", "ces_easy", "ces_net_easy"],
  ...["satisfaction", "satisfaction_index", "top_box", "bottom_box", "net_satisfaction"],
  ...["report_mark", "high_marks", "insufficient_marks"],
  ...["expectation_below", "expectation_as_expected", "expectation_above", "expectation_net", "expectation_mean"],
  ...["negative_share", "negative_rate", "net_word_of_mouth", "word_of_mouth_ratio"],
  ...["sentiment", "sentiment_net", "sentiment_index", "functional", "emotional", "gap"],
  ...["proud", "talking", "ambassadors"],
];

const expressions = (columns: Columns): readonly string[] => Object.values(columns).map(([expression]) => expression);

const VIEWS: Readonly<Record<string, View>> = {
  responses: {
    meaning: "One row a response: where and when it was given, and what it counts.",
    columns: {
      ...RESPONSE,
      attributes: ["r.attributes", "Free attributes, by name."],
    },
    rest: `${RESPONSES} where r.organisation_id = any(${SEEN})`,
  },
  answers: {
    meaning:
      "One row a response and question that it was asked; of a multi-select a row an option. Open text is not here.",
    columns: {
      ...RESPONSE,
      question: ["q.code", "Code of the question; of a multi-select question.option."],
      question_label: ["q.label", "Text of the question, as its newest version words it."],
      role: ["q.role", "What it measures: nps, ces, satisfaction …"],
      dimension: ["q.dimension", "What a statement is about; null: nothing named."],
      status: [
        `case
          when k.mark <= q.last or k.number is not null then 'answered'
          when k.mark = 255 then 'missing' when k.mark = 254 then 'not_applicable' else 'invalid'
        end`,
        "answered, missing, not_applicable, or invalid: off the scale, and kept as such.",
      ],
      score: [
        "coalesce(k.number::double precision, q.scores[k.mark + 1])",
        "Point on the scale of the question, or the number that was given; of an option 1 chosen, 0 not; null: no number.",
      ],
      answer: [
        "coalesce(trim_scale(k.number)::text, q.answers[k.mark + 1])",
        "Code of the category, or the score as text; null: see status.",
      ],
      answer_label: ["q.names[k.mark + 1]", "Name of the category or the labelled point; null: it has none."],
    },
    first: QUESTIONS,
    rest: `${RESPONSES}
      join q on q.instrument_id = r.instrument_id and q.version = r.version
      cross join lateral (
        select
          case when q.slot < length(r.scores) then get_byte(r.scores, q.slot) else 255 end as mark,
          case when q.role = 'number' then (
            select d.value from public.response_number d
            where d.organisation_id = r.organisation_id and d.response_id = r.id and d.slot = q.slot
          ) end as number
      ) k
      where r.organisation_id = any(${SEEN})`,
  },
  metrics: {
    meaning:
      "The reports that klik report stores: one row a group, metric, question and category, as /bi/metrics gives them.",
    columns: {
      ...GROUP,
      metric: ["m.metric", "Name, as the report asked it."],
      category: ["m.category", "Code of the category, for shares and reasons."],
      category_label: ["m.category_label", "Name of the category."],
      definition: ["m.definition", "Id under which metricDefinitions of GraphQL explains it."],
      unit: ["m.unit", "points (-100 to 100), share (0 to 1), scale (of the question), index (0 to 100), ratio."],
      value: ["m.value", "The number; null when there is none, never 0."],
      lower: ["m.lower", "Lower end of the confidence interval."],
      upper: ["m.upper", "Upper end of the confidence interval."],
      level: ["m.level", "Confidence level of the interval."],
      standard_error: ["m.standard_error", "In the unit of the value; null for ratios."],
      n: ["m.n", "Valid answers."],
      weighted_n: ["m.weighted_n", "Sum of their weights."],
      status: ["m.status", "estimated, or suppressed."],
      reason: ["m.reason", "Why it is suppressed; null: it is not."],
      ...COMPUTED,
    },
    rest: `${METRICS} where ${SEEN_REPORT}`,
  },
  metrics_wide: {
    meaning:
      "The same with a column a metric, one row a group and question; shares and reasons, which have categories, are in metrics.",
    columns: {
      ...GROUP,
      ...Object.fromEntries(
        EVERYDAY.map((metric) => [
          metric,
          [`max(m.value) filter (where m.metric = '${metric}')`, `Value of ${metric}; null: not asked, or suppressed.`],
        ]),
      ),
      n: [
        "case when min(m.n) = max(m.n) then max(m.n) end",
        "Valid answers; null: the metrics of the row have different ones, see metrics.",
      ],
      ...COMPUTED,
    },
    rest: `${METRICS} where m.category is null and ${SEEN_REPORT}
      group by ${[...expressions(GROUP), ...expressions(COMPUTED)].join(", ")}`,
  },
};

/**
 * What readers see with SQL. The views are their owner's, who may read the tables; who is logged in decides which organisations are in
 * them, and no condition of a reader's runs before that one (security_barrier).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $schema$
    begin
      if not exists (select from pg_namespace where nspname = 'bi') then
        create schema bi;
      end if;
    exception
      when insufficient_privilege then
        raise exception 'schema bi: expected one that % may make views in; run in this database as an administrator: create schema bi authorization %',
          current_user, quote_ident(current_user);
    end
    $schema$;

    create function klik_label(labels jsonb, code text) returns text language sql stable parallel safe
      return coalesce(labels ->> current_setting('klik.language', true), labels ->> 'en',
        jsonb_path_query_first(labels, '$.*') #>> '{}', code);
    comment on function klik_label is 'The text in the language klik.language, or else in English, or else in any, or else the code.';
  `.execute(db);
  for (const [name, { meaning, columns, first = "", rest }] of Object.entries(VIEWS)) {
    const view = sql.id("bi", name);
    const list = Object.entries(columns).map(
      ([column, [expression]]) => sql`${sql.raw(expression)} as ${sql.id(column)}`,
    );
    await sql`create view ${view} with (security_barrier) as ${sql.raw(first)} select ${sql.join(list)} ${sql.raw(rest)}`.execute(
      db,
    );
    await sql`comment on view ${view} is ${sql.lit(meaning)}`.execute(db);
    for (const [column, [, text]] of Object.entries(columns))
      await sql`comment on column ${sql.id("bi", name, column)} is ${sql.lit(text)}`.execute(db);
  }
  await sql`
    -- The group of readers is made with the first of them; where there are some, they read on.
    do $grants$
    begin
      if exists (select from pg_roles where rolname = 'klik_bi') then
        grant usage on schema bi to klik_bi;
        grant select on all tables in schema bi to klik_bi;
      end if;
    end
    $grants$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const name of Object.keys(VIEWS).toReversed()) await sql`drop view ${sql.id("bi", name)}`.execute(db);
  await sql`
    drop function klik_label(jsonb, text);
    -- Who could not make it again leaves it.
    do $schema$
    begin
      if has_database_privilege(current_database(), 'create') then
        drop schema bi;
      end if;
    end
    $schema$;
  `.execute(db);
}
