import { axisX, barY, gridY, plot, ruleX, ruleY, text } from "@observablehq/plot";
import { frame } from "./frame.ts";
import type { Tone } from "./row.ts";

interface AnswerBar {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly tone: Tone;
}

/** The share of each answer of a scale, lowest first. */
export function answersPlot(bars: readonly AnswerBar[], format: (value: number) => string, width: number): Element {
  const highest = Math.max(...bars.map(({ value, high }) => high ?? value));
  return frame(
    plot({
      width,
      height: 260,
      marginLeft: 4,
      marginRight: 4,
      marginTop: 22,
      marginBottom: 30,
      x: { type: "band", domain: bars.map(({ label }) => label), label: null, padding: 0.16 },
      y: { domain: [0, highest], axis: null },
      marks: [
        gridY({ ticks: 4, stroke: "var(--grid)", strokeOpacity: 1 }),
        barY(bars, {
          x: "label",
          y: "value",
          fill: ({ tone }: AnswerBar) => `var(--${tone})`,
          fillOpacity: 0.8,
          rx: 2,
        }),
        ruleX(bars, { x: "label", y1: "low", y2: "high", stroke: "var(--ink)", strokeWidth: 1.5 }),
        ruleY([0], { stroke: "var(--line)" }),
        text(bars, {
          x: "label",
          y: ({ value, high }: AnswerBar) => high ?? value,
          text: ({ value }: AnswerBar) => format(value),
          dy: -9,
          fill: "var(--ink)",
          fontSize: width < 420 ? 10.5 : 12,
        }),
        axisX({ tickSize: 0 }),
      ],
    }),
  );
}
