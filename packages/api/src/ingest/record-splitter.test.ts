import { expect, test } from "vitest";
import { type RawRecord, RecordSplitter } from "./record-splitter.ts";

function split(
  text: string,
  options: { limit?: number; delimiter?: string | null; chunk?: number } = {},
): readonly RawRecord[] {
  const { limit = 100, delimiter = ",", chunk = 1000 } = options;
  const splitter = new RecordSplitter({ delimiter: delimiter?.charCodeAt(0) ?? null, limit });
  const bytes = Buffer.from(text);
  const records: RawRecord[] = [];
  for (let at = 0; at < bytes.length; at += chunk) records.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return [...records, ...splitter.end()];
}

const lines = (records: readonly RawRecord[]): readonly (readonly [number, string, string | null])[] =>
  records.map(({ line, bytes, problem }) => [line, bytes.toString(), problem] as const);

test.for<[name: string, text: string, records: readonly (readonly [number, string, string | null])[]]>([
  [
    "lines that end with LF",
    "a,b\n1,2\n",
    [
      [1, "a,b", null],
      [2, "1,2", null],
    ],
  ],
  [
    "mixed line ends",
    "a\r\nb\rc\nd",
    [
      [1, "a", null],
      [2, "b", null],
      [3, "c", null],
      [4, "d", null],
    ],
  ],
  [
    "empty lines, which are no records but count as lines",
    "a\n\n\r\nb\n",
    [
      [1, "a", null],
      [4, "b", null],
    ],
  ],
  [
    "a quoted line end",
    'a,"x\r\ny"\nb\n',
    [
      [1, 'a,"x\r\ny"', null],
      [3, "b", null],
    ],
  ],
  [
    "doubled quotes",
    '"a""b",c\nd\n',
    [
      [1, '"a""b",c', null],
      [2, "d", null],
    ],
  ],
  ["quoted delimiters at both ends", '",","x,"\n', [[1, '",","x,"', null]]],
  [
    "an unclosed quote, going on at the next line",
    'a\n"b\nc\nd\n',
    [
      [1, "a", null],
      [2, '"b', "QUOTE_UNCLOSED"],
      [3, "c", null],
      [4, "d", null],
    ],
  ],
  [
    "a quote inside a field",
    'a"b,c\nd\n',
    [
      [1, 'a"b,c', "QUOTE_MISPLACED"],
      [2, "d", null],
    ],
  ],
  [
    "text after a closing quote",
    '"a"b,c\nd\n',
    [
      [1, '"a"b,c', "QUOTE_MISPLACED"],
      [2, "d", null],
    ],
  ],
  [
    "an unclosed quote that a later line seems to close",
    '1,"b\n2,"c"\n3,d\n',
    [
      [1, '1,"b', "QUOTE_MISPLACED"],
      [2, '2,"c"', null],
      [3, "3,d", null],
    ],
  ],
  ["a quote at the very end", 'a,"b"', [[1, 'a,"b"', null]]],
  ["nothing", "", []],
])("splits %s, however it is cut into chunks", ([, text, records]) => {
  for (const chunk of [1, 2, 3, 5, 1000]) expect(lines(split(text, { chunk })), `chunks of ${chunk}`).toEqual(records);
});

test("gives the beginning of a line beyond the limit, and goes on after it", () => {
  const text = `a\n${"x".repeat(5000)}\nb\n`;
  for (const chunk of [1, 7, 10_000]) {
    const [first, long, last] = split(text, { chunk, limit: 100 });
    expect([first?.line, long?.line, last?.line]).toEqual([1, 2, 3]);
    expect(long?.problem).toBe("LINE_TOO_LONG");
    expect(long?.bytes.length).toBeGreaterThan(100);
    expect(long?.bytes.length).toBeLessThanOrEqual(1000);
  }
});

test("takes a line of exactly the limit", () => {
  for (const chunk of [1, 64, 1000]) {
    expect(split(`${"x".repeat(100)}\ny`, { chunk })[0]?.problem).toBeNull();
    expect(split(`${"x".repeat(101)}\ny`, { chunk })[0]?.problem).toBe("LINE_TOO_LONG");
  }
});

test("gives up a quote that is not closed within the limit, and loses none of the lines after it", () => {
  const text = `"a\n${"b,c\n".repeat(100)}`;
  for (const chunk of [1, 64, 1000]) {
    const records = split(text, { chunk, limit: 50 });
    expect(records[0]).toMatchObject({ line: 1, problem: "QUOTE_UNCLOSED" });
    expect(records).toHaveLength(101);
    expect(records.at(-1)?.line).toBe(101);
  }
});

test("knows no quotes without a delimiter", () => {
  expect(lines(split('{"a":"b"}\n"x\n', { delimiter: null }))).toEqual([
    [1, '{"a":"b"}', null],
    [2, '"x', null],
  ]);
});
