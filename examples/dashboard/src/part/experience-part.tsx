import { ExperienceDocument, ExperienceOverDocument, type ExperienceOverQuery } from "../generated/graphql.ts";
import { type Figure, intervalText, valueText } from "../number-words.ts";
import type { HeatOptions } from "../plot/heat-map.ts";
import type { Mark } from "../plot/row.ts";
import { type Report, useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";

type Node = ExperienceOverQuery["segments"]["nodes"][number];
type Side = "functional" | "emotional" | "gap";

/** What was done and how it felt: as a whole, per statement, and where it is good. */
export function ExperiencePart() {
  const { programme, where, language, text, yearBefore } = useReport();
  const asked = { instrument: programme.code, where, language };
  const answer = useAnswer(ExperienceDocument, { ...asked, compare: yearBefore !== null });
  const words = text.experience;
  return (
    <Section id="experience" title={words.title} intro={words.intro}>
      {programme.isByChannel && programme.isByTouchpoint && <ExperienceMap />}
      <div class="cards">
        <Loaded answer={answer}>
          {({ segments }) => {
            const statements = segments.nodes[0]?.experience?.statements ?? [];
            return (
              <RowsChart
                title={words.statements}
                note={words.statementsNote}
                legend={<Sides />}
                of={text.columns.statement}
                reference={50}
                items={statements
                  .map(({ label, dimension, index }) => ({
                    label,
                    figure: index,
                    tone: dimension === "FUNCTIONAL" ? ("cool" as const) : ("warm" as const),
                  }))
                  .toSorted((a, b) => (b.figure.value ?? 0) - (a.figure.value ?? 0))}
              />
            );
          }}
        </Loaded>
        {programme.isBySector && <BothSides dimension="SECTOR" title={words.bySector} />}
        {programme.isByChannel && <BothSides dimension="CHANNEL" title={words.byChannel} />}
        {programme.isByTouchpoint && <BothSides dimension="TOUCHPOINT" title={words.byTouchpoint} />}
      </div>
    </Section>
  );
}

/** Functional and emotional below one another, per sector, channel or moment. */
function BothSides({
  dimension,
  title,
}: {
  readonly dimension: "SECTOR" | "CHANNEL" | "TOUCHPOINT";
  readonly title: string;
}) {
  const report = useReport();
  const { programme, where, language, text, format } = report;
  const answer = useAnswer(ExperienceOverDocument, {
    instrument: programme.code,
    where,
    language,
    by: [{ dimension }],
  });
  const { columns } = text;
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const named = segments.nodes.flatMap(({ key, experience }) => {
          const label = { SECTOR: key.sector, CHANNEL: key.channel, TOUCHPOINT: key.touchpoint }[dimension]?.label;
          return label === undefined || experience === null ? [] : [{ label, ...experience }];
        });
        const best = dimension === "TOUCHPOINT" ? "emotional" : "functional";
        const sorted = named.toSorted((a, b) => (b[best].value ?? -1) - (a[best].value ?? -1));
        const rows = sorted.map(({ label, functional, emotional }) => ({
          label,
          marks: [markOf(functional, "cool"), markOf(emotional, "warm")],
          end: `${shortOf(functional, report)} · ${shortOf(emotional, report)}`,
          endNote: text.answers(format.count(functional.base.valid)),
          ...(functional.value === null ? { reason: valueText(functional, report) } : {}),
        }));
        return (
          <Chart
            title={title}
            of={rows}
            draw={(plots, width) =>
              plots.rowsPlot(rows, { kind: "dots", format: (value) => format.value(value, "INDEX") }, width)
            }
            head={[
              { SECTOR: columns.sector, CHANNEL: columns.channel, TOUCHPOINT: columns.moment }[dimension],
              columns.functional,
              columns.interval,
              columns.emotional,
              columns.interval,
              columns.gap,
              columns.interval,
              columns.base,
            ]}
            rows={sorted.map(({ label, functional, emotional, gap }) => [
              label,
              ...[functional, emotional, gap].flatMap((figure) => [
                valueText(figure, report, "table"),
                intervalText(figure, report, "table"),
              ]),
              format.count(functional.base.valid),
            ])}
          >
            <Sides />
          </Chart>
        );
      }}
    </Loaded>
  );
}

function Sides() {
  const { text } = useReport();
  return (
    <ul class="legend">
      <li class="cool">{text.experience.functional}</li>
      <li class="warm">{text.experience.emotional}</li>
    </ul>
  );
}

const shortOf = (figure: Figure, report: Report): string => (figure.value === null ? "–" : valueText(figure, report));

function markOf({ value, interval }: Figure, tone: Mark["tone"]): Mark {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, tone };
}

/** Channel against moment, three times: functional, emotional and the gap between the two. */
function ExperienceMap() {
  const { programme, where, language, text } = useReport();
  const asked = { instrument: programme.code, where, language };
  const cells = useAnswer(ExperienceOverDocument, {
    ...asked,
    by: [{ dimension: "CHANNEL" }, { dimension: "TOUCHPOINT" }],
  });
  const channels = useAnswer(ExperienceOverDocument, { ...asked, by: [{ dimension: "CHANNEL" }] });
  const moments = useAnswer(ExperienceOverDocument, { ...asked, by: [{ dimension: "TOUCHPOINT" }] });
  return (
    <Loaded answer={cells}>
      {({ segments }) => (
        <Loaded answer={channels}>
          {({ segments: byChannel }) => (
            <Loaded answer={moments}>
              {({ segments: byMoment }) => (
                <div class="cards three">
                  <p class="note above">
                    <b>{text.experience.map}.</b> {text.experience.mapNote}
                  </p>
                  <Maps
                    nodes={segments.nodes}
                    rows={inOrder(byChannel.nodes, "functional", ({ key }) => key.channel?.label)}
                    columns={inOrder(byMoment.nodes, "emotional", ({ key }) => key.touchpoint?.label)}
                  />
                </div>
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

/** Labels by one side of the experience, the best first. */
function inOrder(
  nodes: readonly Node[],
  side: "functional" | "emotional",
  labelOf: (node: Node) => string | undefined,
): readonly string[] {
  return nodes
    .flatMap((node) => {
      const label = labelOf(node);
      const value = node.experience?.[side].value;
      return label === undefined || value == null ? [] : [{ label, value }];
    })
    .toSorted((a, b) => b.value - a.value)
    .map(({ label }) => label);
}

interface MapsProps {
  readonly nodes: readonly Node[];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

function Maps({ nodes, rows, columns }: MapsProps) {
  const report = useReport();
  const { text, format } = report;
  const placed = nodes.flatMap(({ key, experience }) =>
    key.channel === null || key.touchpoint === null || experience === null
      ? []
      : [{ row: key.channel.label, column: key.touchpoint.label, experience }],
  );
  const valuesOf = (...sides: readonly Side[]): readonly number[] =>
    placed.flatMap(({ experience }) => sides.map((side) => experience[side].value)).filter((value) => value !== null);
  // One scale for both sides: the same colour is the same number.
  const both = valuesOf("functional", "emotional");
  const level = { low: Math.min(...both), high: Math.max(...both) };
  const reach = Math.max(1, ...valuesOf("gap").map(Math.abs));
  const sides: readonly { readonly side: Side; readonly scale: HeatOptions["scale"] }[] = [
    { side: "functional", scale: level },
    { side: "emotional", scale: level },
    { side: "gap", scale: { reach } },
  ];
  return (
    <>
      {sides.map(({ side, scale }) => {
        const drawn = placed.map(({ row, column, experience }) => {
          const figure = experience[side];
          return {
            row,
            column,
            value: figure.value,
            text: valueText(figure, report),
            isThin: figure.flags.includes("SMALL_BASE"),
            title: [
              `${row}, ${column}: ${valueText(figure, report)}`,
              ...(figure.interval === null ? [] : [text.interval(intervalText(figure, report))]),
              text.answers(format.count(figure.base.valid)),
            ].join("\n"),
          };
        });
        return (
          <Chart
            key={side}
            title={text.experience[side]}
            of={[drawn, rows, columns]}
            draw={(plots, width) => plots.heatMap(drawn, { rows, columns, scale }, width)}
            head={[
              text.columns.channel,
              text.columns.moment,
              text.columns.value,
              text.columns.interval,
              text.columns.base,
              text.columns.note,
            ]}
            rows={placed.map(({ row, column, experience }) => [
              row,
              column,
              valueText(experience[side], report, "table"),
              intervalText(experience[side], report, "table"),
              format.count(experience[side].base.valid),
              experience[side].flags.map((flag) => text.flags[flag]).join("; "),
            ])}
          />
        );
      })}
    </>
  );
}
