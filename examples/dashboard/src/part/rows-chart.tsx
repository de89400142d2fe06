import type { ComponentChildren } from "preact";
import { intervalText, valueText, type Figure } from "../number-words.ts";
import type { Row, Tone } from "../plot/row.ts";
import type { RowsOptions } from "../plot/rows-plot.ts";
import { type Report, useReport } from "../report.ts";
import { Chart } from "./chart.tsx";

/** A named number of the API. */
interface Named {
  readonly label: string;
  readonly figure: Figure;
  readonly tone?: Tone;
  /** In the place of the base, under the value. */
  readonly below?: string;
  /** More cells for the table. */
  readonly cells?: readonly string[];
}

interface RowsChartProps {
  readonly title: string;
  readonly note?: string;
  /** Heading of the first column of the table. */
  readonly of: string;
  readonly moreColumns?: readonly string[];
  readonly items: readonly Named[];
  readonly kind?: RowsOptions["kind"];
  readonly domain?: readonly [number, number];
  readonly reference?: number;
  readonly isWide?: boolean;
  readonly legend?: ComponentChildren;
}

/** Numbers of the API below one another, each with its interval. */
export function RowsChart(props: RowsChartProps) {
  const { title, note, of, moreColumns = [], items, kind = "dots", isWide = false, legend } = props;
  const report = useReport();
  const { format, text } = report;
  const rows = items.map((item) => rowOf(item, kind, report));
  const hasThin = kind === "dots" && items.some(({ figure }) => isThin(figure));
  const notes = [note, hasThin ? text.hollow : undefined].filter((each) => each !== undefined).join(" ");
  const unit = items[0]?.figure.unit ?? "SHARE";
  const options: RowsOptions = {
    kind,
    ...(props.domain === undefined ? {} : { domain: props.domain }),
    ...(props.reference === undefined ? {} : { reference: props.reference }),
    format: (value) => format.value(value, unit),
  };
  return (
    <Chart
      title={title}
      {...(notes === "" ? {} : { note: notes })}
      isWide={isWide}
      of={[rows, props.domain, props.reference, kind]}
      draw={(plots, width) => plots.rowsPlot(rows, options, width)}
      head={[of, ...moreColumns, text.columns.value, text.columns.interval, text.columns.base, text.columns.note]}
      rows={items.map(({ label, figure, cells = [] }) => [
        label,
        ...cells,
        valueText(figure, report, "table"),
        intervalText(figure, report, "table"),
        format.count(figure.base.valid),
        figure.flags.map((flag) => text.flags[flag]).join("; "),
      ])}
    >
      {legend}
    </Chart>
  );
}

const isThin = ({ flags }: Figure): boolean => flags.includes("SMALL_BASE");

function rowOf({ label, figure, tone = "cool", below }: Named, kind: RowsOptions["kind"], report: Report): Row {
  const { format, text } = report;
  const { value, interval } = figure;
  return {
    label,
    marks: [
      {
        value,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        tone,
        isPale: isThin(figure) && kind === "dots",
      },
    ],
    end: value === null ? "–" : valueText(figure, report),
    endNote: below ?? text.answers(format.count(figure.base.valid)),
    ...(value === null ? { reason: valueText(figure, report) } : {}),
  };
}
