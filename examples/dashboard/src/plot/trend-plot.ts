import { areaY, dot, gridY, lineY, plot, pointerX, ruleX, ruleY, text, tip } from "@observablehq/plot";
import { domainOf } from "./domain.ts";
import { frame } from "./frame.ts";

interface TrendPoint {
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What is told when it is pointed at. */
  readonly title: string;
}

interface TrendOptions {
  readonly format: (value: number) => string;
  /** Least length of the scale. */
  readonly span: number;
}

/** A number over periods, with the band of its intervals. */
export function trendPlot(points: readonly TrendPoint[], { format, span }: TrendOptions, width: number): Element {
  const there = points.filter(({ value }) => value !== null);
  const ends = there.flatMap(({ value, low, high }) => [value, low, high]).filter((end) => end !== null);
  const domain = domainOf(ends, { span });
  const every = Math.ceil(points.length / Math.max(2, Math.floor((width - 60) / 64)));
  const x = "label";
  return frame(
    plot({
      width,
      height: 260,
      marginLeft: 44,
      marginRight: 24,
      marginTop: 18,
      marginBottom: 34,
      x: {
        type: "point",
        domain: points.map(({ label }) => label),
        ticks: points.filter((_, i) => i % every === 0).map(({ label }) => label),
        label: null,
        tickSize: 0,
        tickPadding: 8,
      },
      y: { domain: [...domain], tickFormat: format, ticks: 5, label: null, tickSize: 0 },
      marks: [
        gridY({ ticks: 5, stroke: "var(--grid)", strokeOpacity: 1 }),
        ...(domain[0] < 0 && domain[1] > 0 ? [ruleY([0], { stroke: "var(--line)" })] : []),
        areaY(points, { x, y1: "low", y2: "high", fill: "var(--cool)", fillOpacity: 0.16 }),
        ruleX(there, { x, y1: "low", y2: "high", stroke: "var(--cool)", strokeOpacity: 0.4, strokeWidth: 1.5 }),
        lineY(points, { x, y: "value", stroke: "var(--cool)", strokeWidth: 2.25, strokeLinejoin: "round" }),
        dot(there, { x, y: "value", r: 4.5, fill: "var(--cool)", stroke: "var(--paper)", strokeWidth: 1.5 }),
        text(there.slice(-1), {
          x,
          y: "value",
          text: ({ value }: TrendPoint) => format(value ?? 0),
          dy: -16,
          fill: "var(--ink)",
          fontWeight: 600,
          stroke: "var(--paper)",
          strokeWidth: 4,
        }),
        tip(there, pointerX({ x, y: "value", title: "title", fill: "var(--paper)", stroke: "var(--line)" })),
      ],
    }),
  );
}
