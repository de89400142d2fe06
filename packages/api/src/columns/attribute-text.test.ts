import { fc, test } from "@fast-check/vitest";
import { sql } from "kysely";
import { expect } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { attributesOf } from "./attribute-text.ts";

/** What Postgres can store: no NUL, and no half of a surrogate pair. */
const text = fc.string({ unit: "grapheme" }).map((value) => value.replaceAll("\0", ""));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    text.map((one) => JSON.stringify(one)),
    fc.constantFrom("null", "true", "1.50", "-0.0", "12345678901234567890.10", "1e3", '"\\u007f\\n\\"{}[],:"'),
    fc.array(tie("any")).map((parts) => `[${parts.join()}]`),
    fc.dictionary(text, tie("any")).map(
      (members) =>
        `{${Object.entries(members)
          .map(([name, one]) => `${JSON.stringify(name)}:${String(one)}`)
          .join()}}`,
    ),
  ),
})).any as fc.Arbitrary<string>; // letrec cannot know it
const object = fc.dictionary(text, value).map(
  (members) =>
    `{${Object.entries(members)
      .map(([name, one]) => `${JSON.stringify(name)}:${String(one)}`)
      .join()}}`,
);

describeOnDatabases("attributes read from the text of a jsonb object", (database) => {
  test.prop([fc.array(object, { minLength: 1, maxLength: 40 })], { numRuns: 25 })(
    "are what Postgres reads by ->>",
    async (objects) => {
      const { rows } = await sql<{ text: string; names: string[]; values: (string | null)[] }>`
      select o.doc::text as text,
        array(select k from jsonb_object_keys(o.doc) k order by k collate "C") as names,
        array(select o.doc ->> k from jsonb_object_keys(o.doc) k order by k collate "C") as values
      from unnest(${objects}::jsonb[]) o(doc)
    `.execute(database().db);
      for (const { text: stored, names, values } of rows) {
        expect(attributesOf(stored)).toEqual(new Map(names.map((name, i) => [name, values[i]])));
      }
    },
  );
});
