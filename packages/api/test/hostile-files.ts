import type { ImportTextOptions } from "./import-text.ts";

const GOOD = "g,2024-02-01,acme,9";
export const HEADER = "external_id,responded_at,organisation,nps";

/** Lines under the usual header, a good one last: whatever stands before it, it must arrive. */
const file = (...lines: readonly string[]): string => [HEADER, ...lines, GOOD, ""].join("\n");
const column = (name: string, value: string): string => `${HEADER},${name}\na,2024-02-01,acme,1,${value}\n`;
export const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

interface HostileFile {
  readonly name: string;
  readonly file: string | Buffer;
  readonly verdicts: readonly string[];
  readonly reason?: string;
  readonly options?: ImportTextOptions;
}

/** Files with what goes wrong in practice, and the verdict that each line must get through every door. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  // numbers and scales
  {
    name: "an answer off the scale",
    file: file("a,2024-02-01,acme,11"),
    verdicts: ["2 rejected nps ANSWER_OFF_SCALE", "3 imported"],
    reason: 'expected a point of 0–10, got "11"',
  },
  {
    name: "an answer below the scale",
    file: file("a,2024-02-01,acme,-1"),
    verdicts: ["2 rejected nps ANSWER_OFF_SCALE", "3 imported"],
  },
  {
    name: "an answer between two points",
    file: column("mark", "7.25"),
    verdicts: ["2 rejected mark ANSWER_OFF_STEP"],
    reason: 'expected a point of 1–10 by 0.5, got "7.25"',
  },
  { name: "a half point", file: column("mark", "7.5"), verdicts: ["2 imported"] },
  { name: "a point with zeros after it", file: column("mark", "8.00"), verdicts: ["2 imported"] },
  {
    name: "a decimal comma",
    file: `${HEADER};mark\n`.replaceAll(",", ";") + "a;2024-02-01;acme;1;7,5\n",
    verdicts: ["2 rejected mark NUMBER_INVALID"],
    reason: '"decimal": "comma"',
  },
  {
    name: "a number with an exponent",
    file: file("a,2024-02-01,acme,1e1"),
    verdicts: ["2 rejected nps NUMBER_INVALID", "3 imported"],
  },
  {
    name: "a number with leading zeros",
    file: file("a,2024-02-01,acme,007"),
    verdicts: ["2 rejected nps NUMBER_INVALID", "3 imported"],
  },
  {
    name: "a number in other digits",
    file: file("a,2024-02-01,acme,٧"),
    verdicts: ["2 rejected nps NUMBER_INVALID", "3 imported"],
  },
  {
    name: "a word where a number belongs",
    file: file("a,2024-02-01,acme,NaN"),
    verdicts: ["2 rejected nps NUMBER_INVALID", "3 imported"],
  },
  { name: "spaces around a value", file: file("a , 2024-02-01,acme , 7 "), verdicts: ["2 imported", "3 imported"] },
  {
    name: "codes for no answer and for not applicable",
    file: file("a,2024-02-01,acme,99", "b,2024-02-01,acme,n/a", "c,2024-02-01,acme,"),
    verdicts: ["2 imported", "3 imported", "4 imported", "5 imported"],
  },
  {
    name: "an unknown category",
    file: column("surprise", "Above"),
    verdicts: ["2 rejected surprise ANSWER_OFF_SCALE"],
    reason: 'expected below | as | above, got "Above"',
  },
  {
    name: "a category by its number",
    file: column("surprise", "2"),
    verdicts: ["2 rejected surprise ANSWER_OFF_SCALE"],
  },
  {
    name: "the name of a property of every object",
    file: column("surprise", "constructor"),
    verdicts: ["2 rejected surprise ANSWER_OFF_SCALE"],
  },
  {
    name: "an unknown reason",
    file: column("why", "price|luck"),
    verdicts: ["2 rejected why ANSWER_OFF_SCALE"],
    reason: 'expected price | service, got "luck"',
  },
  {
    name: "an option that is neither 0 nor 1",
    file: column("why.price", "yes"),
    verdicts: ["2 rejected why.price NUMBER_INVALID"],
  },
  { name: "a number that is none", file: column("age", "4O"), verdicts: ["2 rejected age NUMBER_INVALID"] },
  {
    name: "a number with thousands separators",
    file: column("age", '"1,000"'),
    verdicts: ["2 rejected age NUMBER_INVALID"],
  },
  {
    name: "a number beyond measure",
    file: column("age", "1".repeat(31)),
    verdicts: ["2 rejected age NUMBER_IMPRECISE"],
  },
  { name: "a negative weight", file: column("weight", "-0.5"), verdicts: ["2 rejected weight WEIGHT_INVALID"] },
  { name: "a weight of a million", file: column("weight", "1000000"), verdicts: ["2 rejected weight WEIGHT_INVALID"] },
  { name: "a weight just below", file: column("weight", "999999.999999999999"), verdicts: ["2 imported"] },
  {
    name: "a weight with 13 decimals",
    file: column("weight", "0.1234567890123"),
    verdicts: ["2 rejected weight WEIGHT_INVALID"],
  },
  { name: "a weight of 0", file: column("weight", "0"), verdicts: ["2 imported"] },
  { name: "an empty weight", file: column("weight", ""), verdicts: ["2 rejected weight VALUE_MISSING"] },
  {
    name: "an unknown audience",
    file: column("audience", "staff"),
    verdicts: ["2 rejected audience VALUE_UNKNOWN"],
    reason: "expected customer | employee | organisation",
  },
  // dates
  {
    name: "a date with the day first",
    file: file("a,01-02-2024,acme,1"),
    verdicts: ["2 rejected responded_at DATE_INVALID", "3 imported"],
    reason: "day and month cannot be told apart",
  },
  {
    name: "the day number of a spreadsheet",
    file: file("a,45292,acme,1"),
    verdicts: ["2 rejected responded_at DATE_INVALID", "3 imported"],
    reason: "not the day number of a spreadsheet",
  },
  {
    name: "a day that is not in the calendar",
    file: file("a,2023-02-29,acme,1"),
    verdicts: ["2 rejected responded_at DATE_INVALID", "3 imported"],
  },
  {
    name: "a time without a zone",
    file: file("a,2024-02-01T12:00:00,acme,1"),
    verdicts: ["2 rejected responded_at ZONE_MISSING", "3 imported"],
  },
  { name: "no date", file: file("a,,acme,1"), verdicts: ["2 rejected responded_at VALUE_MISSING", "3 imported"] },
  // identity
  {
    name: "no external id",
    file: file(",2024-02-01,acme,1"),
    verdicts: ["2 rejected external_id VALUE_MISSING", "3 imported"],
  },
  {
    name: "an external id of 201 characters",
    file: file(`${"x".repeat(201)},2024-02-01,acme,1`),
    verdicts: ["2 rejected external_id TEXT_TOO_LONG", "3 imported"],
  },
  {
    name: "an external id of 200 characters",
    file: file(`${"x".repeat(200)},2024-02-01,acme,1`),
    verdicts: ["2 imported", "3 imported"],
  },
  {
    name: "an external id with a line end",
    file: file('"a\nb",2024-02-01,acme,1'),
    verdicts: ["2 rejected external_id TEXT_INVALID", "4 imported"],
  },
  {
    name: "no organisation",
    file: file("a,2024-02-01,,1"),
    verdicts: ["2 rejected organisation VALUE_MISSING", "3 imported"],
  },
  {
    name: "an unknown organisation",
    file: file("a,2024-02-01,nobody-knows,1").replace(GOOD, ""),
    verdicts: ["2 rejected organisation ORGANISATION_UNKNOWN"],
    options: { create: false },
    reason: "--create",
  },
  {
    name: "the same id twice with one content",
    file: file("a,2024-02-01,acme,1", "a,2024-02-01,acme,1.0"),
    verdicts: ["2 imported", "3 unchanged", "4 imported"],
  },
  {
    name: "the same id twice with another content",
    file: file("a,2024-02-01,acme,1", "a,2024-02-01,acme,2"),
    verdicts: ["2 imported", "3 rejected external_id DUPLICATE_EXTERNAL_ID", "4 imported"],
  },
  {
    name: "the same id twice in two batches",
    file: file("a,2024-02-01,acme,1", "a,2024-02-01,acme,2", "a,2024-02-01,acme,1"),
    verdicts: ["2 imported", "3 rejected external_id DUPLICATE_EXTERNAL_ID", "4 unchanged", "5 imported"],
    options: { batchRows: 1 },
  },
  {
    name: "the same id in two organisations",
    file: file("g,2024-02-01,other,1"),
    verdicts: ["2 imported", "3 imported"],
  },
  {
    name: "an organisation in two sectors",
    file: `${HEADER},sector\na,2024-02-01,two-sectors,1,retail\nb,2024-02-01,two-sectors,1,energy\n`,
    verdicts: ["2 imported", "3 rejected sector ORGANISATION_MISMATCH"],
    reason: 'expected the sector of two-sectors, retail, got "energy"',
  },
  // several problems at once
  {
    name: "several problems, all of which are told",
    file: file("a,1-2-24,acme,12"),
    verdicts: ["2 rejected responded_at DATE_INVALID, nps ANSWER_OFF_SCALE", "3 imported"],
  },
  // form
  {
    name: "a row with too few fields",
    file: file("a,2024-02-01,acme"),
    verdicts: ["2 rejected row FIELD_COUNT", "3 imported"],
    reason: "expected 4 fields, as in the header, got 3",
  },
  {
    name: "a row with too many fields",
    file: file("a,2024-02-01,acme,1,"),
    verdicts: ["2 rejected row FIELD_COUNT", "3 imported"],
  },
  {
    name: "an unclosed quote",
    file: file('a,2024-02-01,"acme,1'),
    verdicts: ["2 rejected organisation QUOTE_UNCLOSED", "3 imported"],
  },
  {
    name: "a quote inside a field",
    file: file('a,2024-02-01,ac"me,1'),
    verdicts: ["2 rejected organisation QUOTE_MISPLACED", "3 imported"],
  },
  {
    name: "mixed line ends",
    file: `${HEADER}\r\na,2024-02-01,acme,1\nb,2024-02-01,acme,2\r\nc,2024-02-01,acme,3\rd,2024-02-01,acme,4`,
    verdicts: ["2 imported", "3 imported", "4 imported", "5 imported"],
  },
  { name: "empty lines", file: `${HEADER}\n\na,2024-02-01,acme,1\n\n`, verdicts: ["3 imported"] },
  {
    name: "a line of delimiters only",
    file: file(",,,"),
    verdicts: [
      "2 rejected external_id VALUE_MISSING, organisation VALUE_MISSING, responded_at VALUE_MISSING",
      "3 imported",
    ],
  },
  {
    name: "a NUL byte",
    file: file("a,2024-02-01,ac\0me,1"),
    verdicts: ["2 rejected organisation TEXT_INVALID", "3 imported"],
    reason: "a NUL byte",
  },
  {
    name: "another control character",
    file: file("a,2024-02-01,ac\u0007me,1"),
    verdicts: ["2 rejected organisation TEXT_INVALID", "3 imported"],
  },
  {
    name: "Latin-1 bytes",
    file: bytes(`${HEADER}\na,2024-02-01,caf`, [0xe9], ",1\n", GOOD),
    verdicts: ["2 rejected organisation ENCODING_INVALID", "3 imported"],
  },
  {
    name: "half a surrogate pair in bytes",
    file: bytes(`${HEADER}\na,2024-02-01,x`, [0xed, 0xa0, 0x80], ",1\n", GOOD),
    verdicts: ["2 rejected organisation ENCODING_INVALID", "3 imported"],
  },
  {
    name: "a replacement character that was sent as such",
    file: file("a,2024-02-01,x�,1"),
    verdicts: ["2 imported", "3 imported"],
  },
  { name: "a byte order mark", file: `\uFEFF${file("a,2024-02-01,acme,1")}`, verdicts: ["2 imported", "3 imported"] },
  {
    name: "a field of 100,001 characters",
    file: `${HEADER},remark\na,2024-02-01,acme,1,${"x".repeat(100_001)}\nb,2024-02-01,acme,1,${"x".repeat(100_000)}\n`,
    verdicts: ["2 rejected remark FIELD_TOO_LONG", "3 imported"],
  },
  {
    name: "a line of more than a megabyte",
    file: file(`a,2024-02-01,acme,${"1".repeat(1024 * 1024)}`),
    verdicts: ["2 rejected row LINE_TOO_LONG", "3 imported"],
  },
  {
    name: "semicolons",
    file: file("a,2024-02-01,acme,1").replaceAll(",", ";"),
    verdicts: ["2 imported", "3 imported"],
  },
  { name: "tabs", file: file("a,2024-02-01,acme,1").replaceAll(",", "\t"), verdicts: ["2 imported", "3 imported"] },
  { name: "a header and nothing else", file: HEADER, verdicts: [] },
  // NDJSON
  {
    name: "objects",
    file: '{"external_id":1,"responded_at":"2024-02-01","organisation":"acme","nps":10,"age":null}\n\n',
    verdicts: ["1 imported"],
    options: { format: "ndjson" },
  },
  {
    name: "objects with a new key",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme"}\n{"external_id":"b","responded_at":"2024-02-01","organisation":"acme","mark":7.5,"why":["price","service"]}\n',
    verdicts: ["1 imported", "2 imported"],
    options: { format: "ndjson" },
  },
  {
    name: "objects of which only some have a weight or an audience, in any order",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","weight":2,"audience":"employee"}\n{"external_id":"b","responded_at":"2024-02-01","organisation":"acme"}\n',
    verdicts: ["1 imported", "2 imported"],
    options: { format: "ndjson" },
  },
  {
    name: "an object with a key twice, and a brace in a text",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","nps":1,"nps":9,"remark":"{"}\n',
    verdicts: ["1 rejected row JSON_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "an object with an unknown key",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","npss":1}\n{"external_id":"b","responded_at":"2024-02-01","organisation":"acme"}\n',
    verdicts: ["1 rejected npss COLUMN_UNKNOWN", "2 imported"],
    options: { format: "ndjson" },
  },
  {
    name: "an object with a key twice",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","nps":1,"nps":9}\n',
    verdicts: ["1 rejected row JSON_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "a text that looks like keys",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","remark":"{\\"nps\\": 1, \\"nps\\": 2}"}\n',
    verdicts: ["1 imported"],
    options: { format: "ndjson" },
  },
  {
    name: "an object within an object",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","nps":{"value":1}}\n',
    verdicts: ["1 rejected nps JSON_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "broken JSON, an array and a word",
    file: '{"external_id":\n[1]\n"a"\n',
    verdicts: ["1 rejected row JSON_INVALID", "2 rejected row JSON_INVALID", "3 rejected row JSON_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "a lone surrogate",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"\\ud800"}\n',
    verdicts: ["1 rejected organisation TEXT_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "an escaped NUL",
    file: '{"external_id":"a\\u0000","responded_at":"2024-02-01","organisation":"acme"}\n',
    verdicts: ["1 rejected external_id TEXT_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "a key with half a character, and one with a NUL",
    file: '{"external_id":"a","responded_at":"2024-02-01","organisation":"acme","attribute.a\\udc00b":"x"}\n{"a\\u0000":1}\n',
    verdicts: ["1 rejected attribute.a�b TEXT_INVALID", "2 rejected a␀ TEXT_INVALID"],
    options: { format: "ndjson" },
  },
  {
    name: "a number that a double cannot hold",
    file: '{"external_id":12345678901234567890,"responded_at":"2024-02-01","organisation":"acme"}\n',
    verdicts: ["1 rejected external_id NUMBER_IMPRECISE"],
    options: { format: "ndjson" },
  },
  {
    name: "long digits in a text",
    file: '{"external_id":"12345678901234567890","responded_at":"2024-02-01","organisation":"acme"}\n',
    verdicts: ["1 imported"],
    options: { format: "ndjson" },
  },
];
