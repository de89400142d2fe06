import type { ReasonContrast } from "@klik/metrics-core/people";
import { builder } from "./builder.ts";
import { computedApart } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { type Finding, findIn, measuredIn } from "./measured.ts";
import { peopleTable } from "./person-answers.ts";
import { optionsOf, ReasonKindType } from "./reasons.ts";
import { SegmentType } from "./segment.ts";

const ReasonContrastType = builder.objectRef<Finding<ReasonContrast>>("ReasonContrast").implement({
  description: "One reason against another, by the same people.",
  fields: (t) => ({
    difference: t.field({
      type: MeasureType,
      description: "Share of everybody asked who cite the first minus share who cite the second, in points.",
      resolve: (finding) => measuredIn(finding, ({ difference }) => difference),
    }),
    z: t.field({
      type: "Decimal",
      nullable: true,
      description: "McNemar's z: only the first minus only the second, over √ of both. Null on an empty base.",
      resolve: ({ found }) => found.z,
    }),
    p: t.field({
      type: "Decimal",
      nullable: true,
      description: "Two-sided. Null on an empty base.",
      resolve: ({ found }) => found.p,
    }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound of Tango's score interval of the difference, in points. Null on an empty base.",
      resolve: ({ found }) => found.interval?.low ?? null,
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound.",
      resolve: ({ found }) => found.interval?.high ?? null,
    }),
  }),
});

builder.objectField(SegmentType, "reasonContrast", (t) =>
  t.field({
    type: ReasonContrastType,
    nullable: true,
    description:
      "Whether people cite one reason more often than another: a paired test. Null with an error for a reason that is not in the question.",
    args: {
      kind: t.arg({ type: ReasonKindType, required: true, description: "Which question." }),
      first: t.arg.string({ required: true, description: "Code of a reason." }),
      second: t.arg.string({ required: true, description: "Code of another." }),
      level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
    },
    resolve: (segment, { kind, first, second, level }, context) => {
      const options = optionsOf(segment, kind);
      const about = JSON.stringify(["reasonContrast", kind, first, second, level]);
      return findIn(segment, about, context, async (other, where) => {
        const { columns, ...people } = await peopleTable(other, options, where);
        const named = columns.map((column, at) => ({ ...column, code: options[at]?.reason?.option ?? column.code }));
        return computedApart(
          "compareReasonsOfPeople",
          { table: { ...people, columns: named }, first, second, level },
          where,
        );
      });
    },
  }),
);
