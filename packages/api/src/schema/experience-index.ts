import type { Estimate } from "@klik/metrics-core";
import type { Context } from "../context.ts";
import { builder } from "./builder.ts";
import { computedApart } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { statementsOf } from "./experience.ts";
import { findIn, type Measured, measuredIn } from "./measured.ts";
import { peopleTable } from "./person-answers.ts";
import { type Segment, SegmentType } from "./segment.ts";

builder.objectField(SegmentType, "experienceIndex", (t) =>
  t.field({
    type: MeasureType,
    nullable: true,
    description:
      "Experience of one dimension on 0–100: the mean of its statements, of who answered at least half of them. Null with an error when the instrument has no statement of it.",
    args: {
      dimension: t.arg.string({
        required: true,
        description: "As the statements declare it: functional, emotional or another.",
      }),
    },
    resolve: (segment, { dimension }, context) => indexIn(segment, [dimension], context),
  }),
);

builder.objectField(SegmentType, "experienceGap", (t) =>
  t.field({
    type: MeasureType,
    nullable: true,
    description:
      "Experience of one dimension minus that of another, in points, of the people who have both. Null with an error when the instrument has no statement of one of them.",
    args: {
      of: t.arg.string({ required: true, description: "The one." }),
      from: t.arg.string({ required: true, description: "The other, which is subtracted." }),
    },
    resolve: (segment, { of, from }, context) => indexIn(segment, [of, from], context),
  }),
);

async function indexIn(segment: Segment, dimensions: readonly string[], context: Context): Promise<Measured> {
  const asked = dimensions.map((code) => ({ code, statements: statementsOf(segment, code) }));
  const statements = asked.flatMap((each) => each.statements);
  const finding = await findIn(
    segment,
    JSON.stringify(["experienceIndex", ...dimensions]),
    context,
    async (other, where): Promise<Estimate> => {
      const table = await peopleTable(other, statements, where);
      const columns = asked.map((each) => ({ code: each.code, columns: each.statements.map(({ code }) => code) }));
      return computedApart("experienceIndexOfPeople", { table, dimensions: columns }, where);
    },
  );
  return measuredIn(finding, (estimate) => estimate);
}
