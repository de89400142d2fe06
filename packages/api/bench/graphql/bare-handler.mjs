import { nps, intervalOf, satisfaction, scaleOf, twelveDigits } from "@klik/metrics-core";
import { sql } from "kysely";
import { SIZES } from "../segments/survey.mjs";
import { ASKED } from "./requests.mjs";

export const BARE_REQUEST = JSON.stringify({ instrument: "cx", by: ["SECTOR", "CHANNEL"] });

const QUESTIONS = ASKED.map(({ slot, field }) => ({
  slot,
  scale: slot === 0 ? scaleOf(0, 10) : scaleOf(1, SIZES[slot]),
  metric: field === "nps" ? nps : satisfaction,
}));

/** What one would write without GraphQL for this one question: the same reader, the same statistics, JSON by hand. */
export function bareHandler(db, columns) {
  return (request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      const { instrument, by } = JSON.parse(Buffer.concat(chunks).toString());
      const body = JSON.stringify(await segmentsOf(db, columns, instrument, by));
      response
        .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
        .end(body);
    });
  };
}

async function segmentsOf(db, columns, instrument, by) {
  const [names, ids] = await Promise.all([
    sql`select 'sector' as kind, id, code from sector union all select 'channel', id, code from channel`.execute(db),
    sql`select id from instrument where code = ${instrument}`.execute(db),
  ]);
  const codes = new Map(names.rows.map(({ kind, id, code }) => [`${kind} ${id}`, code]));
  const scope = {
    instrumentId: ids.rows[0].id,
    visible: "all",
    where: {},
    by: by.map((dimension) => ({ kind: "dimension", dimension })),
  };
  const source = columns.source(db);
  const counted = await source.segments(scope, QUESTIONS);
  const tallies = await source.tallies(scope, QUESTIONS); // counted with the groups
  return counted.map(({ values, responses }) => {
    const bySlot = tallies.get(JSON.stringify(values));
    return {
      sector: codes.get(`sector ${values[0]}`),
      channel: codes.get(`channel ${values[1]}`),
      responses,
      metrics: QUESTIONS.map(({ slot, metric }) => wire(metric(bySlot.get(slot)))),
    };
  });
}

function wire(estimate) {
  const interval = intervalOf(estimate, { level: 0.95 });
  return {
    value: twelveDigits(estimate.value),
    standardError: twelveDigits(estimate.standardError),
    interval: { low: twelveDigits(interval.low), high: twelveDigits(interval.high) },
    base: { valid: estimate.base.valid },
  };
}
