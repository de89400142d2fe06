import type { Unit } from "../generated/graphql.ts";
import { type Figure, intervalText, valueText } from "../number-words.ts";
import { useReport } from "../report.ts";
import { Chart } from "./chart.tsx";

/** A course that stays within this much looks flat. */
const SPANS: Readonly<Record<Unit, number>> = { POINTS: 20, INDEX: 10, SHARE: 0.1, SCALE: 0.5, RATIO: 0.5 };

interface TrendProps {
  readonly title: string;
  readonly note?: string;
  readonly points: readonly { readonly period: string; readonly figure: Figure | null }[];
}

/** A number over the periods that have it; nothing where there is but one. */
export function Trend({ title, note, points }: TrendProps) {
  const report = useReport();
  const { format, text } = report;
  const there = points.flatMap(({ period, figure }) => (figure === null ? [] : [{ period, figure }]));
  if (there.length < 2) return null;
  const unit = there[0]!.figure.unit;
  const drawn = there.map(({ period, figure }) => ({
    label: format.period(period),
    value: figure.value,
    low: figure.interval?.low ?? null,
    high: figure.interval?.high ?? null,
    title: [
      `${format.period(period)}: ${valueText(figure, report)}`,
      text.interval(intervalText(figure, report)),
      text.answers(format.count(figure.base.valid)),
    ].join("\n"),
  }));
  return (
    <Chart
      title={title}
      {...(note === undefined ? {} : { note })}
      of={drawn}
      draw={(plots, width) =>
        plots.trendPlot(drawn, { format: (value) => format.value(value, unit), span: SPANS[unit] }, width)
      }
      head={[text.columns.period, text.columns.value, text.columns.interval, text.columns.base]}
      rows={there.map(({ period, figure }) => [
        format.period(period),
        valueText(figure, report, "table"),
        intervalText(figure, report, "table"),
        format.count(figure.base.valid),
      ])}
    />
  );
}
