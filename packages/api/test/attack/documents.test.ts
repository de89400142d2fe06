import { afterAll, beforeAll, expect, test } from "vitest";
import { asGraphql, type Attack, describeOnTargets, expectToHold, IS_FULL, Target } from "./target.ts";

const times = (n: number, part: (i: number) => string, between = " "): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(between);

const SEGMENTS = 'segments(instrument: "sfo-passengers", by: [{ period: DAY }], first: 5000)';
const ALL_METRICS = `nodes { responses key { period { from label } organisation { code } }
  nps { value interval { low high } base { valid effective } promoters { count share { value } } }
  change: nps { change(from: PREVIOUS_PERIOD) { verdict difference { value } } } }`;

/** Documents that ask for more than they look like. */
const DOCUMENTS: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["3,000 braces", "{".repeat(3000)],
  ["3,000 braces of fields", `${"{a".repeat(3000)}${"}".repeat(3000)}`],
  ["3,000 brackets", `{ instrument(code: ${"[".repeat(3000)}) { code } }`],
  ["braces within the tokens", `${"{a".repeat(300)}${"}".repeat(300)}`],
  ["depth 10,000", `{${"a{".repeat(10_000)}`],
  ["1,000 aliases", `{ ${times(1000, (i) => `a${i}: instruments { code }`)} }`],
  [
    "200 aliases in a fragment that is spread 10 times",
    `{ ${times(10, (i) => `i${i}: instrument(code: "x") { ...F }`)} } fragment F on Instrument { ${times(200, (i) => `a${i}: code`)} }`,
  ],
  ["300 directives", `{ instruments { code ${"@include(if: true) ".repeat(180)} } }`],
  ["directives that nobody knows", `{ instruments { code ${times(400, (i) => `@d${i}`)} } }`],
  ["the same field 900 times", `{ instruments { ${"code ".repeat(900)} } }`],
  ["a fragment in itself", "{ ...A } fragment A on Query { ...A }"],
  [
    "three fragments in a ring",
    "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }",
  ],
  [
    "a ring through a field",
    "{ instruments { ...A } } fragment A on Instrument { questions { code } ...B } fragment B on Instrument { ...A }",
  ],
  [
    "a billion laughs",
    `{ ...F0 } ${times(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { instruments { code } }`,
  ],
  [
    "laughs with fields",
    `{ ...F0 } ${times(40, (i) => `fragment F${i} on Query { instruments { code } ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { instruments { code } }`,
  ],
  [
    "laughs below a field that looks ahead",
    `{ segments(instrument: "sfo-passengers") { ...F0 } } ${times(40, (i) => `fragment F${i} on SegmentList { ...F${i + 1} ...F${i + 1} ...F${i + 1} }`)} fragment F40 on SegmentList { nodes { ...G0 } } ${times(20, (i) => `fragment G${i} on Segment { ...G${i + 1} ...G${i + 1} }`)} fragment G20 on Segment { nps { value } }`,
  ],
  [
    "laughs in introspection",
    `{ __schema { types { ...F0 } } } ${times(40, (i) => `fragment F${i} on __Type { ...F${i + 1} ...F${i + 1} ...F${i + 1} }`)} fragment F40 on __Type { fields { name } }`,
  ],
  ["overlapping fields", `{ instruments { ${times(160, () => "questions { code }")} } }`],
  [
    "overlapping fields in fragments",
    `{ instruments { ${times(80, (i) => `...F${i}`)} } } ${times(80, (i) => `fragment F${i} on Instrument { questions { code } }`)}`,
  ],
  [
    "overlapping inline fragments",
    `{ instruments { ${times(90, () => "... on Instrument { questions { code } }")} } }`,
  ],
  [
    "overlapping fields, level upon level",
    `{ instruments { ${times(3, () => `questions { ${times(3, () => `labels { ${times(3, () => "text")} }`)} }`)} } }`,
  ],
  ["fields that conflict", `{ instruments { ${times(14, (i) => `x: ${i % 2 === 0 ? "code" : "version"}`)} } }`],
  ["100 operations", times(100, (i) => `query Q${i} { instruments { code } }`)],
  ["operations of one name", times(10, () => "query Q { instruments { code } }")],
  ["no operation", "fragment F on Query { instruments { code } }"],
  ["unused variables", `query (${times(150, (i) => `$v${i}: Int`)}) { instruments { code } }`],
  ["a variable with a huge default", `query ($v: String = "${"x".repeat(14_000)}") { instrument(code: $v) { code } }`],
  ["a long name", `{ ${"a".repeat(14_900)} }`],
  ["a long type name", `{ ... on ${"I".repeat(14_900)} { code } }`],
  ["names that almost exist", `{ ${times(240, (i) => `instrument${"s".repeat(1 + (i % 7))}${i} { code }`)} }`],
  ["almost a long name", `{ ${"instruments".repeat(1300)} }`],
  ["a long number", `{ segments(instrument: "x", first: ${"9".repeat(14_000)}) { totalCount } }`],
  [
    "a long fraction",
    `{ segments(instrument: "x") { nodes { nps { interval(level: 0.${"9".repeat(14_000)}) { low } } } } }`,
  ],
  [
    "a large exponent",
    '{ segments(instrument: "sfo-passengers") { nodes { nps { interval(level: 1e999999999) { low } } } } }',
  ],
  ["a block string", `{ instrument(code: """${"\\n ".repeat(4000)}""") { code } }`],
  ["an open block string", `{ instrument(code: """${'"'.repeat(9000)}`],
  ["comments", `${"#\n".repeat(7000)}{ instruments { code } }`],
  ["commas", `{ ${",".repeat(14_000)} instruments { code } }`],
  ["a mark of byte order", `${String.fromCharCode(0xfeff)}{ instruments { code } }`],
  ["control characters", `{ instruments ${String.fromCharCode(0, 1, 8, 27)} { code } }`],
  ["the alias then", "{ then: instruments { then: code } }"],
  ["the aliases of objects", "{ constructor: instruments { toString: code valueOf: code hasOwnProperty: code } }"],
  ["the alias __proto__", "{ __proto__: instruments { __proto__: code } }"],
  ["fields of objects", "{ constructor toString __proto__ hasOwnProperty { code } }"],
  ["a subscription", "subscription { instruments { code } }"],
  ["deep introspection", `{ __schema { types { ${"fields { type { ".repeat(4)} name ${"} }".repeat(4)} } } }`],
  [
    "introspection ten times",
    `{ ${times(10, (i) => `s${i}: __schema { types { name fields { name args { name } type { name } } inputFields { name } enumValues { name description } } }`)} }`,
  ],
  ["introspection in a ring", `{ __schema { types { ...T } } } fragment T on __Type { fields { type { ...T } } }`],
  [
    "__type of every type by every name",
    `{ ${times(10, (i) => `t${i}: __type(name: "Segment") { fields { name type { name fields { name } } } }`)} }`,
  ],
  ["every metric of every day", `{ ${SEGMENTS} { ${ALL_METRICS} } }`],
  [
    "everything ten times",
    `{ ${times(10, (i) => `s${i}: segments(instrument: "synthetic-service", by: [{ period: DAY }], first: 800) { nodes { nps { value base { valid } } sentiment { mean { value } } key { period { label } } } }`)} }`,
  ],
  [
    "as many rows as cost allows",
    `{ ${times(10, (i) => `s${i}: segments(instrument: "synthetic-service", by: [{ period: DAY }, { dimension: ORGANISATION }, { dimension: CHANNEL }], first: 4900) { nodes { responses nps { value } } }`)} }`,
  ],
  [
    "a bootstrap for every segment",
    '{ segments(instrument: "synthetic-service", by: [{ period: WEEK }]) { nodes { drivers { certainty(replications: 5000) { replications } } } } }',
  ],
  [
    "ten bootstraps",
    `{ ${times(10, (i) => `s${i}: segments(instrument: "synthetic-service") { nodes { drivers { certainty(replications: 5000, seed: ${i}) { replications } } } }`)} }`,
  ],
];

const MUTATION = 'mutation { eraseRespondent(input: { organisation: "x", respondent: "y" }) { __typename } }';
const QUERY = "{ instruments { code } }";
const deep = (open: string, close: string, n: number, core: string): string => open.repeat(n) + core + close.repeat(n);

/** Requests that are no requests. */
const REQUESTS: readonly Attack[] = [
  ...["{", "[", "null", "1", '"x"', "{}", "[]", "%", "NaN", '{"__proto__":{"x":1}}'].map((variables) => ({
    name: `?variables=${variables}`,
    method: "GET",
    path: `/graphql?query=${encodeURIComponent(QUERY)}&variables=${encodeURIComponent(variables)}`,
  })),
  { name: "?variables={ as it is", method: "GET", path: "/graphql?query={instruments{code}}&variables={" },
  { name: "broken percent encoding", method: "GET", path: "/graphql?query=%E0%A4%A&variables=%ZZ" },
  { name: "?extensions={", method: "GET", path: "/graphql?query=%7Binstruments%7Bcode%7D%7D&extensions=%7B" },
  { name: "a query of 60 kB in the URL", method: "GET", path: `/graphql?query=${"a".repeat(60_000)}` },
  { name: "the query twice", method: "GET", path: "/graphql?query={a}&query={b}" },
  ...[
    "[",
    "]",
    "",
    "null",
    "true",
    "1e400",
    '"',
    '{"query":',
    "{query:1}",
    "[]",
    "[[]]",
    "\u0000",
    "{}{}",
    "NaN",
    "Infinity",
  ].map((body) => ({ name: `body ${body}`, body })),
  { name: "a batch", body: JSON.stringify(Array.from({ length: 1000 }, () => ({ query: QUERY }))) },
  { name: "a query that is a number", body: '{"query":1}' },
  { name: "a query that is a list", body: '{"query":["{ instruments { code } }"]}' },
  { name: "variables that are a text", body: `{"query":"${QUERY}","variables":"x"}` },
  { name: "an operation name that is an object", body: `{"query":"${QUERY}","operationName":{}}` },
  { name: "an operation name of objects", body: `{"query":"${QUERY}","operationName":"__proto__"}` },
  { name: "extensions that are a number", body: `{"query":"${QUERY}","extensions":7}` },
  { name: "a hash that is none", body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}' },
  { name: "unknown fields", body: `{"query":"${QUERY}","__proto__":{"a":1},"constructor":{},"x":1}` },
  {
    name: "__proto__ in variables",
    body: `{"query":"query ($c: String!) { instrument(code: $c) { code } }","variables":{"__proto__":{"c":"x"},"constructor":{"prototype":{"c":"x"}}}}`,
  },
  { name: "deep variables", body: `{"query":"${QUERY}","variables":{"x":${deep("[", "]", 400_000, "")}}}` },
  { name: "deep objects in variables", body: `{"query":"${QUERY}","variables":${deep('{"a":', "}", 100_000, "1")}}` },
  {
    name: "deep variables that are used",
    body: `{"query":"mutation ($i: SubmitResponsesInput!) { submitResponses(input: $i) { __typename } }","variables":{"i":{"instrument":"sfo-passengers","responses":[{"externalId":"1","organisation":"x","respondedAt":"2024-01-01","answers":[{"question":"nps","value":${deep("[", "]", 100_000, "")}}]}]}}}`,
  },
  { name: "a deep body", body: deep("[", "]", 499_000, "") },
  { name: "a deep body without an end", body: "[".repeat(999_000) },
  { name: "100,000 variables", body: `{"query":"${QUERY}","variables":{${times(60_000, (i) => `"v${i}":1`, ",")}}}` },
  {
    name: "fields that an input does not have",
    body: `{"query":"query ($w: ResponseFilter) { segments(instrument: \\"sfo-passengers\\", where: $w) { totalCount } }","variables":{"w":{${times(90_000, (i) => `"${i.toString(36)}":1`, ",")}}}}`,
  },
  { name: "a key of a megabyte", body: `{"query":"${QUERY}","variables":{"${"k".repeat(990_000)}":1}}` },
  { name: "no UTF-8", body: Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { name: "UTF-16", body: Buffer.from(JSON.stringify({ query: QUERY }), "utf16le") },
  {
    name: "a mark of byte order",
    body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify({ query: QUERY }))]),
  },
  {
    name: "a body that says it is zipped",
    headers: { "content-encoding": "gzip" },
    body: JSON.stringify({ query: QUERY }),
  },
  { name: "2 MB", body: " ".repeat(2_000_000) },
  ...[
    ["application/x-www-form-urlencoded", `query=${encodeURIComponent(MUTATION)}`],
    [
      "multipart/form-data; boundary=x",
      `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"${QUERY}"}\r\n--x--`,
    ],
    ["text/plain", JSON.stringify({ query: QUERY })],
    ["application/graphql", QUERY],
    ["application/json; charset=utf-16", JSON.stringify({ query: QUERY })],
    ["application/json, text/plain", JSON.stringify({ query: QUERY })],
    ["", JSON.stringify({ query: QUERY })],
    [`${"a".repeat(20_000)}/json`, JSON.stringify({ query: QUERY })],
    [`application/json;${" ".repeat(20_000)}charset`, JSON.stringify({ query: QUERY })],
  ].map(([type = "", body = ""]) => ({
    name: `content-type ${type.slice(0, 60)}`,
    headers: { "content-type": type },
    body,
  })),
  { name: "an Accept of commas", headers: { accept: ",".repeat(30_000) }, body: JSON.stringify({ query: QUERY }) },
  {
    name: "an Accept of many types",
    headers: { accept: times(3000, (i) => `a/${i}`, ",") },
    body: JSON.stringify({ query: QUERY }),
  },
  {
    name: "an Authorization of spaces",
    headers: { authorization: `Bearer ${" ".repeat(30_000)}x ${" ".repeat(20_000)}y` },
    body: "{}",
  },
  { name: "an Authorization that is long", headers: { authorization: `Bearer ${"x.".repeat(25_000)}` }, body: "{}" },
  { name: "an x-forwarded-for of commas", headers: { "x-forwarded-for": ",".repeat(30_000) }, body: "{}" },
  {
    name: "an x-request-id of 30 kB",
    headers: { "x-request-id": "x".repeat(30_000) },
    body: JSON.stringify({ query: QUERY }),
  },
  { name: "a Host that is none", headers: { host: "a:b:c:d" }, body: "{}" },
  { name: "another Host", headers: { host: "evil.example" }, body: "{}" },
  ...["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND", "TRACE", "PURGE", "QUERY"].map((method) => ({
    name: `method ${method}`,
    method,
  })),
  ...[
    "//",
    "/%00",
    "/graphql%00",
    "/graphql/",
    "/graphql/%2e%2e/",
    "/..%2f..%2fetc/passwd",
    `/${"a".repeat(50_000)}`,
    "/graphql;x=1",
    "/import/0",
    "/import/-1",
    "/import/99999999999999999999",
    "/import/1%00",
    "/import/1/rejected.csv%00",
    "/import/%F0%9F%92%A9",
    "/import/__proto__",
    "/bi/metrics.csv",
    "/bi/metrics.csv?instrument=%00",
    `/bi/metrics.csv?instrument=${"x".repeat(50_000)}`,
    "/bi/metrics.csv?instrument=sfo-passengers&by=__proto__",
    "/bi/metrics.csv?instrument=sfo-passengers&metrics=nps&language=constructor",
    "/bi/metrics.arrow?instrument=sfo-passengers&metrics=nps&by=attribute.__proto__,attribute.constructor&language=__proto__",
    "/bi/metrics.arrow?instrument=sfo-passengers&metrics=nps&from=9999-01-01&by=day",
    "/bi/metrics.ndjson?instrument=constructor&metrics=toString",
    "/bi/__proto__",
    "/metrics?x=1",
    "/health/live/",
    "*",
    "?",
    "/?",
    "/#",
  ].map((path) => ({ name: `path ${path.slice(0, 60)}`, method: "GET", path })),
];

describeOnTargets("documents that attack", (engine) => {
  let target: Target;
  beforeAll(async () => {
    target = await Target.start(engine);
    // What the first request compiles and reads does not count.
    await target.send(asGraphql("warm", QUERY));
  });
  afterAll(() => target.stop());

  test("do no harm", async () => {
    const attacks = DOCUMENTS.map(([name, query]) => asGraphql(name, query));
    expect(await expectToHold(target, attacks)).toBe(DOCUMENTS.length);
  }, 300_000);

  test.runIf(IS_FULL)(
    "do none a second time, when parsing and validation are remembered",
    async () => {
      await expectToHold(
        target,
        DOCUMENTS.map(([name, query]) => asGraphql(name, query)),
      );
    },
    300_000,
  );

  test("requests that are none do no harm either", async () => {
    expect(await expectToHold(target, REQUESTS)).toBe(REQUESTS.length);
  }, 300_000);

  test("no mutation comes by GET, by a form, as plain text or without a type", async () => {
    const json = JSON.stringify({ query: MUTATION });
    for (const attack of [
      { name: "GET", method: "GET", path: `/graphql?query=${encodeURIComponent(MUTATION)}` },
      {
        name: "form",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: `query=${encodeURIComponent(MUTATION)}`,
      },
      { name: "multipart", headers: { "content-type": "multipart/form-data; boundary=x" }, body: json },
      { name: "text", headers: { "content-type": "text/plain;charset=UTF-8" }, body: json },
      { name: "none", headers: { "content-type": "" }, body: json },
    ]) {
      const { status } = await target.send(attack);
      expect([attack.name, status]).toEqual([attack.name, attack.name === "GET" ? 405 : 415]);
    }
  });

  test("the alias then is a name like any other", async () => {
    const { text } = await target.send(asGraphql("then", "{ then: instruments { then: code } __typename }"));
    expect(text).toMatch(/^\{"data":\{"then":\[\{"then":"[\w-]+"\}.*\],"__typename":"Query"\}\}$/);
  });
});
