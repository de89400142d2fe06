import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { nps, tallyOf, ZERO_TO_TEN } from "@klik/metrics-core";
import { rake } from "@klik/metrics-core/weighting";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi } from "../src/api.ts";
import { dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near } from "./estimate-number.ts";
import { RakeWeightsDocument } from "./generated/graphql.ts";
import { importText, surveyFor } from "./import-text.ts";
import { serve, type TestServer } from "./serve.ts";

const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const INSTRUMENT = "weighted-files";
const ROWS = Array.from({ length: 90 }, (_, i) => ({
  organisation: `org${i % 3}`,
  gender: i % 7 < 5 ? "f" : "m",
  nps: (i * 7) % 11,
}));
const GENDERS = { f: 0.4, m: 0.6 };
const { weights } = rake({
  margins: [{ name: "gender", categories: ROWS.map(({ gender }) => gender), targets: GENDERS }],
  startWeights: ROWS.map(() => 1),
});

const byOrganisation = ["org0", "org1", "org2"].map((organisation) => {
  const own = ROWS.map((row, at) => ({ ...row, weight: weights[at]! })).filter(
    (row) => row.organisation === organisation,
  );
  const estimate = nps(
    tallyOf(
      ZERO_TO_TEN,
      own.map((row) => row.nps),
      { weights: own.map(({ weight }) => weight) },
    ),
  );
  return { organisation, value: near(estimate.value), weighted: near(estimate.base.weighted), n: estimate.base.valid };
});

/** What a file says, and what it should: it holds what people would print. */
const numbersOf = (csv: string) =>
  (parse(csv, { columns: true, bom: true }) as readonly Readonly<Record<string, string>>[]).map((row) => ({
    organisation: row["organisation"],
    value: Number(row["value"]),
    weighted: Number(row["weighted_n"]),
    n: Number(row["n"]),
  }));

describeOnDatabases("a file with the numbers of a named weighting", (database) => {
  let server: TestServer;
  beforeAll(async () => {
    const { db } = database();
    const header = "external_id,organisation,responded_at,attribute.gender,nps";
    const lines = ROWS.map((row, i) => `r${i},${row.organisation},2024-05-01,${row.gender},${row.nps}`);
    await importText(db, await surveyFor(db, INSTRUMENT), [header, ...lines].join("\n"));
    const margins = [
      { of: { attribute: "gender" }, targets: Object.entries(GENDERS).map(([code, target]) => ({ code, target })) },
    ];
    const { rakeWeights } = await dataOf(createApi({ db }), RakeWeightsDocument, {
      input: { instrument: INSTRUMENT, name: "national", margins, start: "NONE", missing: "REFUSE" },
    });
    expect(rakeWeights.__typename).toBe("WeightsRaked");
    server = await serve(database());
  });
  afterAll(() => server.stop());

  const query = { instrument: INSTRUMENT, metrics: "nps", by: "organisation", weighting: "national" };

  test("has those of the library, over HTTP", async () => {
    const response = await fetch(`${server.url}/bi/metrics.csv?${new URLSearchParams(query)}`);
    expect(response.status).toBe(200);
    expect(numbersOf(await response.text())).toEqual(byOrganisation);
    const plain = await fetch(`${server.url}/bi/metrics.csv?${new URLSearchParams({ ...query, weighting: "none" })}`);
    expect(numbersOf(await plain.text())).not.toEqual(byOrganisation);
    expect(plain.headers.get("etag")).not.toBe(response.headers.get("etag"));
  });

  test("has those of the library, from klik export", async () => {
    const { address } = database();
    const { connectionString, host = "", port, user, database: name } = address;
    const url = connectionString ?? `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
    const options = Object.entries(query).flatMap(([option, value]) => [`--${option}`, value]);
    const child = spawn(process.execPath, [MAIN, "export", ...options], {
      env: { PATH: process.env["PATH"], DATABASE_URL: url },
    });
    const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    expect([code, error]).toEqual([0, ""]);
    expect(numbersOf(out)).toEqual(byOrganisation);
  });
});
