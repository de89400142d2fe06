/** JSON texts, so that also numbers can be sent that JavaScript has not. */
export type JsonText = string;

const NUMBERS: readonly JsonText[] = [
  "0",
  "-1",
  "-0",
  "2147483647",
  "-2147483648",
  "2147483648",
  "9007199254740993",
  "1e308",
  "-1e308",
  "1e400",
  "-1e400",
  "5e-324",
  "0.1",
  "99999999999999999999999999999999999999",
  `0.${"1".repeat(5000)}`,
  "9".repeat(50_000),
];

const text = (value: string): JsonText => JSON.stringify(value);

const TEXTS: readonly JsonText[] = [
  text(""),
  text(" "),
  text("\0"),
  text("a\0b"),
  '"\\ud800"',
  '"a\\udc00b"',
  text("'; drop table response; --"),
  text('" or 1=1 --'),
  text("$1 %s {0} ${x} {{x}}"),
  text("__proto__"),
  text("constructor"),
  text("then"),
  text("../../etc/passwd"),
  text("%00%ff"),
  text("\u202eabc\u2066"),
  text("e\u0301"),
  text("\u00e9"),
  text("\ufdfa".repeat(60)),
  text("=1+1"),
  text("x".repeat(201)),
  text("x".repeat(100_000)),
  text("💩".repeat(50_000)),
  text("\u0301".repeat(50_000)),
  // Where an expression backtracks, these take for ever.
  text(`${"a".repeat(50_000)}!`),
  text(`${" ".repeat(50_000)}x`),
  text(`${"1".repeat(50_000)}x`),
  text(`${"a.".repeat(25_000)}!`),
  text(`${"-".repeat(50_000)}`),
  text(`${"\n".repeat(50_000)}x`),
  text(`{${"{{".repeat(25_000)}`),
];

const MOMENTS: readonly JsonText[] = [
  "0000-01-01",
  "0001-01-01",
  "9999-12-31",
  "2024-02-30",
  "2024-13-01",
  "-271821-04-19",
  "+275760-09-14",
  "+999999-01-01T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59.999999999-12:00",
  "2024-01-01T24:00:00Z",
  "2016-12-31T23:59:60Z",
  "24",
].map(text);

const OTHERS: readonly JsonText[] = [
  "null",
  "true",
  "{}",
  "[]",
  '{"__proto__":{"x":1}}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
];

/** What to try where a scalar, an enum or an object is expected. */
export function hostileValues(type: string): readonly JsonText[] {
  switch (type) {
    case "Int":
    case "Float":
    case "Decimal":
      return [...NUMBERS, ...OTHERS, ...TEXTS.slice(0, 3)];
    case "Date":
    case "DateTime":
      return [...MOMENTS, ...TEXTS, ...OTHERS, ...NUMBERS.slice(0, 8)];
    case "Boolean":
      return [...OTHERS, ...TEXTS.slice(0, 4), "1", "0"];
    case "AnswerValue":
      return [...NUMBERS, ...TEXTS, ...OTHERS, `[${Array.from({ length: 1001 }, () => '"a"').join()}]`];
    default:
      return [...TEXTS, ...OTHERS, ...NUMBERS.slice(0, 8)];
  }
}

/** What to try where a list of something is expected. */
export function hostileLists(element: JsonText): readonly JsonText[] {
  const list = (n: number, of: (i: number) => JsonText): JsonText =>
    `[${Array.from({ length: n }, (_, i) => of(i)).join()}]`;
  return [
    "[]",
    "[null]",
    list(1001, () => element),
    list(Math.floor(900_000 / (element.length + 1)), () => element),
    `[${element},${element}]`,
    "[[[[]]]]",
    '{"0":1,"length":1e9}',
  ];
}
