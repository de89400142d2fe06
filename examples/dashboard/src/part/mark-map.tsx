import { SatisfactionOverDocument } from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import type { Question } from "../programme.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";

/** A mark per sector and channel; both run from the best to the worst. */
export function MarkMap({ question }: { readonly question: Question }) {
  const report = useReport();
  const { programme, where, language, text, format } = report;
  const answer = useAnswer(SatisfactionOverDocument, {
    instrument: programme.code,
    where,
    language,
    question: question.code,
    by: [{ dimension: "SECTOR" }, { dimension: "CHANNEL" }],
  });
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const cells = segments.nodes.flatMap(({ key, satisfaction }) =>
          key.sector === null || key.channel === null || satisfaction?.value == null
            ? []
            : [{ row: key.sector.label, column: key.channel.label, figure: satisfaction, value: satisfaction.value }],
        );
        const rows = inOrder(cells.map(({ row, value }) => [row, value]));
        const columns = inOrder(cells.map(({ column, value }) => [column, value]));
        if (rows.length < 2 || columns.length < 2) return null;
        const values = cells.map(({ value }) => value);
        const scale = { low: Math.min(...values), high: Math.max(...values) };
        const drawn = cells.map(({ row, column, figure, value }) => ({
          row,
          column,
          value,
          text: valueText(figure, report),
          isThin: figure.flags.includes("SMALL_BASE"),
          title: [
            `${row}, ${column}: ${valueText(figure, report)}`,
            text.interval(intervalText(figure, report)),
            text.answers(format.count(figure.base.valid)),
          ].join("\n"),
        }));
        return (
          <Chart
            title={text.marks.map}
            note={text.marks.mapNote}
            of={drawn}
            draw={(plots, width) => plots.heatMap(drawn, { rows, columns, scale }, width)}
            head={[
              text.columns.sector,
              text.columns.channel,
              text.columns.value,
              text.columns.interval,
              text.columns.base,
              text.columns.note,
            ]}
            rows={cells.map(({ row, column, figure }) => [
              row,
              column,
              valueText(figure, report, "table"),
              intervalText(figure, report, "table"),
              format.count(figure.base.valid),
              figure.flags.map((flag) => text.flags[flag]).join("; "),
            ])}
          />
        );
      }}
    </Loaded>
  );
}

/** Names by the middle one of their cells; it only arranges them, and is not shown. */
function inOrder(pairs: readonly (readonly [name: string, value: number])[]): readonly string[] {
  const middle = (name: string): number => {
    const sorted = pairs
      .filter(([other]) => other === name)
      .map(([, value]) => value)
      .toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return [...new Set(pairs.map(([name]) => name))].toSorted((a, b) => middle(b) - middle(a));
}
