import { satisfaction, type Tally } from "@klik/metrics-core";
import {
  actionFollowed,
  outcomeByFollowed,
  type QuadrantCell,
  quadrantShares,
  type QuadrantShares,
  type RecoveryTable,
} from "@klik/metrics-core/outcomes";
import type { RecoveryEvents } from "../compute/recovery-tasks.ts";
import { builder } from "./builder.ts";
import { computed, computedApart } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { type Finding, findIn, type Measured, measuredIn } from "./measured.ts";
import { peopleTable } from "./person-answers.ts";
import { QuadrantCellType, readRecoveryTable, RecoveryTableInputType, RecoveryTableType } from "./recovery-table.ts";
import { isNumeric, type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";

/** The questions on the last event that affected a relation; `action` and `outcome` may not be asked. */
interface EventQuestions {
  readonly impact: OrdinalQuestion;
  readonly responsibility: OrdinalQuestion;
  readonly action: OrdinalQuestion | null;
  readonly outcome: OrdinalQuestion | null;
}

interface Quadrant {
  readonly table: RecoveryTable;
  readonly questions: EventQuestions;
  readonly events: Finding<RecoveryEvents>;
}

interface CellShare {
  readonly quadrant: Quadrant;
  readonly cell: QuadrantCell;
}

const CELLS: readonly QuadrantCell[] = ["internal_low", "internal_high", "customer_low", "customer_high"];

const shareIn = ({ events }: Quadrant, name: keyof QuadrantShares): Measured =>
  measuredIn(events, ({ cells }) => quadrantShares(cells)[name]);

const CellShareType = builder.objectRef<CellShare>("QuadrantShare").implement({
  description: "One cell of the quadrant.",
  fields: (t) => ({
    cell: t.expose("cell", { type: QuadrantCellType, description: "Which." }),
    action: t.string({
      description: "Code of the action that the table prescribes.",
      resolve: ({ quadrant, cell }) => quadrant.table.actions[cell],
    }),
    count: t.int({
      description: "Events, unweighted.",
      resolve: ({ quadrant, cell }) => countIn(quadrant.events.found.cells, cell),
    }),
    share: t.field({
      type: MeasureType,
      description: "Of all events, 0 to 1.",
      resolve: ({ quadrant, cell }) => shareIn(quadrant, cell),
    }),
  }),
});

const OutcomeByFollowedType = builder.objectRef<Finding<RecoveryEvents>>("OutcomeByFollowed").implement({
  description:
    "The mean outcome of two groups of events. They were not drawn by lot: what differs between them may be the events.",
  fields: (t) => ({
    followed: t.field({
      type: MeasureType,
      description: "Where the prescribed action was taken, in points of the question.",
      resolve: (events) => measuredIn(events, ({ outcomes }) => outcomeByFollowed(outcomes!, satisfaction).followed),
    }),
    notFollowed: t.field({
      type: MeasureType,
      description: "Where another action was taken, or none.",
      resolve: (events) => measuredIn(events, ({ outcomes }) => outcomeByFollowed(outcomes!, satisfaction).notFollowed),
    }),
  }),
});

const RecoveryQuadrantType = builder.objectRef<Quadrant>("RecoveryQuadrant").implement({
  description:
    "Events that affect a relation, by impact and by who was responsible; a decision table prescribes one of four actions.",
  fields: (t) => ({
    table: t.expose("table", { type: RecoveryTableType, description: "The decision table that was used." }),
    cells: t.field({
      type: [CellShareType],
      description: "The four cells.",
      resolve: (quadrant) => CELLS.map((cell) => ({ quadrant, cell })),
    }),
    undetermined: t.field({
      type: MeasureType,
      description: "Share of the events of which impact or responsibility is not known, 0 to 1.",
      resolve: (quadrant) => shareIn(quadrant, "undetermined"),
    }),
    followed: t.field({
      type: MeasureType,
      nullable: true,
      description:
        "Of the events in a cell, the share that was answered by the prescribed action, 0 to 1. Null when the instrument does not ask for the action; with an error when it lacks one of the four.",
      resolve: ({ events, table, questions }) =>
        questions.action === null
          ? null
          : computed(() => measuredIn(events, ({ actions }) => actionFollowed(actions!, table))),
    }),
    outcome: t.field({
      type: OutcomeByFollowedType,
      nullable: true,
      description:
        "What became of it where the prescribed action was taken and where not. Null when the instrument does not ask for action or outcome.",
      resolve: ({ events }) => (events.found.outcomes === null ? null : events),
    }),
  }),
});

builder.objectField(SegmentType, "recoveryQuadrant", (t) =>
  t.field({
    type: RecoveryQuadrantType,
    nullable: true,
    description:
      "Quadrant of impact and responsibility. Null with an error when the instrument does not ask for these two.",
    args: {
      impact: t.arg.string({
        required: true,
        defaultValue: "event_impact",
        description: "Code of the question how much the event affected the relation; high is much.",
      }),
      responsibility: t.arg.string({
        required: true,
        defaultValue: "event_responsibility",
        description: "Code of the question who was responsible: internal, customer, or any other for not known.",
      }),
      action: t.arg.string({
        defaultValue: "event_action",
        description: "Code of the question which action was taken. Null: it was not asked.",
      }),
      outcome: t.arg.string({
        defaultValue: "event_mark",
        description: "Code of the question what came of it, on a numeric scale. Null: it was not asked.",
      }),
      table: t.arg({
        type: RecoveryTableInputType,
        description: "Decision table. Left out: that of metrics-core, whose mapping is an assumption.",
      }),
    },
    resolve: async (segment, args, context) => {
      const question = (name: keyof EventQuestions, suits: (each: OrdinalQuestion) => boolean): OrdinalQuestion =>
        questionFor(`recoveryQuadrant.${name}`, segment, args[name], suits);
      const questions: EventQuestions = {
        impact: question("impact", isNumeric),
        responsibility: question("responsibility", ({ scale }) => SIDES.every((side) => scale.codes?.includes(side))),
        action: args.action == null ? null : question("action", ({ scale }) => scale.codes !== null),
        outcome: args.outcome == null ? null : question("outcome", isNumeric),
      };
      const table = readRecoveryTable(args.table);
      const { impact, responsibility, action, outcome } = questions;
      const columns = {
        impact: impact.code,
        responsibility: responsibility.code,
        action: action?.code ?? null,
        outcome: outcome?.code ?? null,
      };
      const asked = [impact, responsibility, action, outcome].filter((each) => each !== null);
      const about = JSON.stringify(["recovery", columns, table]);
      const events = await findIn(segment, about, context, async (other, where) =>
        computedApart(
          "recoveryOfPeople",
          { table: await peopleTable(other, asked, where), columns, decisions: table },
          where,
        ),
      );
      return { table, questions, events };
    },
  }),
);

const SIDES = ["internal", "customer"];
function countIn({ scale, n }: Tally, cell: QuadrantCell): number {
  return n[scale.codes!.indexOf(cell)]!;
}
